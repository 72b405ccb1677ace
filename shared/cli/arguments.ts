import { type ParseArgsConfig, parseArgs } from 'node:util';
import * as z from 'zod';
import { readValues } from '#shared/settings/read-values';
import { UsageError } from './errors.ts';
import { type Arguments, allowedText, type Options } from './options.ts';

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
 * @returns `'help'` where help was asked for
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

function parse(words: readonly string[], options: Options, allowed: string) {
  const config: NonNullable<ParseArgsConfig['options']> = {
    help: { type: 'boolean', short: 'h' },
    ...Object.fromEntries(
      Object.entries(options).map(([name, { schema, multiple = false }]) => [
        name,
        { type: schema ? 'string' : 'boolean', multiple },
      ]),
    ),
  };
  try {
    return parseArgs({ args: [...words], options: config, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${reasonOf(error)}, allowed: ${allowed}`);
  }
}

/** Plain texts for the reasons of `parseArgs`. Its "ambiguous argument" is a value that begins with a dash. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^Unknown option '(.+?)'/, 'there is no option $1'],
  [/^Option '(?:-\w, )?(--[\w-]+).*?' argument (?:is ambiguous|missing)/, '$1 has no value'],
  [/^Option '(?:-\w, )?(--[\w-]+).*?' does not take an argument/, '$1 takes no value'],
];

function reasonOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  for (const [pattern, sentence] of REASONS) {
    const [, name] = pattern.exec(line) ?? [];
    if (name !== undefined) return sentence.replace('$1', () => name);
  }
  return line;
}

function readOptions(values: Readonly<Record<string, unknown>>, options: Options): Given['options'] {
  const entries = Object.entries(options);
  const schema = entries.flatMap(([name, option]) => (option.schema ? [[`--${name}`, option.schema]] : []));
  const given = entries.map(([name]) => [`--${name}`, values[name]]);
  const read = readAll(Object.fromEntries(schema), Object.fromEntries(given));
  return Object.fromEntries(
    entries.map(([name, option]) => [name, option.schema ? read[`--${name}`] : values[name] === true]),
  );
}

function readArguments(words: readonly string[], args: Arguments): Given['args'] {
  const entries = Object.entries(args);
  const schema = entries.map(([, { label, schema }]) => [label, schema]);
  const given = entries.map(([, { label }], i) => [label, words[i]]);
  const read = readAll(Object.fromEntries(schema), Object.fromEntries(given));
  return Object.fromEntries(entries.map(([name, { label }]) => [name, read[label]]));
}

const readAll = (shape: Record<string, z.ZodType>, given: Readonly<Record<string, unknown>>) =>
  readValues(z.object(shape), given, (sentence) => new UsageError(sentence));
