import { type ParseArgsConfig, parseArgs } from 'node:util';
import { messageOf } from '#shared/error-message';
import { UsageError } from './errors.ts';
import type { Options } from './options.ts';

export function parse(words: readonly string[], options: Options, allowed: string) {
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

/** Plain texts for the reasons of `parseArgs`. Its "ambiguous argument" is a value that begins with a dash, or the next option. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^Unknown option '(.+?)'/, 'there is no option $1'],
  [/^Option '(?:-\w, )?(--[\w-]+).*?' argument (?:is ambiguous|missing)/, '$1 has no value'],
  [/^Option '(?:-\w, )?(--[\w-]+).*?' does not take an argument/, '$1 takes no value'],
];

function reasonOf(error: unknown): string {
  const [line = ''] = messageOf(error).split('\n');
  for (const [pattern, sentence] of REASONS) {
    const [, name] = pattern.exec(line) ?? [];
    if (name !== undefined) return sentence.replace('$1', () => name);
  }
  return line;
}
