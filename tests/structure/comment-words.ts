import { filesBelow, readText, type SourceFile } from '#tests/support/source-files';

/** Words that give a program a mouth or ears, or leave its subject open. The field has a verb or a noun for each. */
const UNCLEAR = /\b(tell|told|tells|telling|hear|hears|heard|whoever|nobody)\b/i;

const HASH = /(?:^|\s)#\s(.*)$/;
/** The mark of a comment by ending of the file; it captures the text. */
const MARKS: Readonly<Record<string, RegExp>> = {
  ts: /(?:^\s*\/?\*+|(?:^|\s)\/\/)\s(.*)$/,
  mjs: /(?:^\s*\/?\*+|(?:^|\s)\/\/)\s(.*)$/,
  sql: /(?:^|\s)--\s(.*)$/,
  py: HASH,
  sh: HASH,
  yml: HASH,
  yaml: HASH,
};

const DOCSTRING = /"""(.*?)"""/gs;
/** The text of an error or a log line: `new UserError('…'`, `new AppError('code', '…'`, `log.warn('…'`. */
const MESSAGE =
  /(?:\bnew \w+|\b(?:log|warn|info|error|debug)\??\.?)\(\s*(?:'\w+',\s*)?(['`])((?:\\.|(?!\1)[^\\])*)\1/gs;

type NamedText = Pick<SourceFile, 'path' | 'text'>;

const endingOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** Lists the lines of every match, with the place of each. */
function linesOf(text: string, pattern: RegExp, group: number): [line: number, words: string][] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const words = match[group] ?? '';
    const first = text.slice(0, match.index + match[0].indexOf(words)).split('\n').length;
    return words.split('\n').map((line, i): [number, string] => [first + i, line.trim()]);
  });
}

function commentsOf({ path, text }: NamedText): [line: number, words: string][] {
  const mark = MARKS[endingOf(path)];
  if (!mark) return [];
  return text.split('\n').flatMap((line, i) => {
    const words = mark.exec(line)?.[1];
    return words === undefined ? [] : [[i + 1, words] as [number, string]];
  });
}

/** Lists the comment lines, docstrings and messages of a file that use an unclear word, with the place of each. */
export function unclearComments(file: NamedText): string[] {
  const ending = endingOf(file.path);
  const found = [
    ...commentsOf(file),
    ...(ending === 'py' ? linesOf(file.text, DOCSTRING, 1) : []),
    ...(ending === 'ts' || ending === 'mjs' ? linesOf(file.text, MESSAGE, 2) : []),
  ];
  return found
    .filter(([, words]) => UNCLEAR.test(words))
    .map(([line, words]) => `${file.path}:${line} ${words}`);
}

/** The same for the whole repository. */
export const allUnclearComments = (): string[] =>
  filesBelow('')
    .filter((path) => endingOf(path) in MARKS)
    .flatMap((path) => unclearComments({ path, text: readText(path) }));
