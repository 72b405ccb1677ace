import { UsageError } from './errors.ts';
import { readArguments, readOptions } from './given-values.ts';
import { type Arguments, allowedText, type Options } from './options.ts';
import { parse } from './parse-words.ts';

export interface Given {
  readonly options: Readonly<Record<string, unknown>>;
  readonly args: Readonly<Record<string, unknown>>;
  /** Words for another program. */
  readonly passedOn: readonly string[];
}

interface Expected {
  readonly options: Options;
  readonly args: Arguments;
  readonly passesOn: string | undefined;
}

/**
 * Reads a command line by the options and arguments of a program.
 * @returns `'help'` for a request for help
 * @throws UsageError
 */
export function readCommandLine(words: readonly string[], expected: Expected): Given | 'help' {
  const { options, args, passesOn } = expected;
  if (passesOn !== undefined) return readPassedOn(words, args);
  const allowed = allowedText(options, args);
  const { values, positionals } = parse(words, options, allowed);
  if (values.help === true) return 'help';
  const stranger = positionals[Object.keys(args).length];
  if (stranger !== undefined) throw new UsageError(`"${stranger}" is not understood, allowed: ${allowed}`);
  return { options: readOptions(values, options), args: readArguments(positionals, args), passedOn: [] };
}

/** The arguments come first; from the first option on, the words are for another program. */
function readPassedOn(words: readonly string[], args: Arguments): Given | 'help' {
  const [first = ''] = words;
  if (first === '--help' || first === '-h') return 'help';
  const firstOption = words.findIndex((word) => word.startsWith('-'));
  const before = firstOption < 0 ? words.length : firstOption;
  const own = Math.min(before, Object.keys(args).length);
  return { options: {}, args: readArguments(words.slice(0, own), args), passedOn: words.slice(own) };
}
