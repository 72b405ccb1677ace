import { SOURCE_FILES, type SourceFile } from '#tests/support/source-files';

/** Words that give a program a mouth or ears, or leave its subject open. The field has a verb or a noun for each. */
const UNCLEAR = /\b(tell|told|tells|hear|whoever|nobody)\b/i;

/** The comment of a line, without its marks; undefined for a line of code. */
function commentOf(line: string, path: string): string | undefined {
  const mark = path.endsWith('.py') ? /(?:^|\s)#\s(.*)$/ : /(?:^\s*\/?\*+|(?:^|\s)\/\/)\s(.*)$/;
  return mark.exec(line)?.[1];
}

/** Lists the comment lines of a file that use an unclear word, with the place of each. */
export function unclearComments({ path, text }: Pick<SourceFile, 'path' | 'text'>): string[] {
  return text.split('\n').flatMap((line, i) => {
    const comment = commentOf(line, path);
    return comment !== undefined && UNCLEAR.test(comment) ? [`${path}:${i + 1} ${comment}`] : [];
  });
}

/** The same for the whole repository. */
export const allUnclearComments = (): string[] => SOURCE_FILES.flatMap(unclearComments);
