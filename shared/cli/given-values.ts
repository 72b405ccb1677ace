import * as z from 'zod';
import { readValues } from '#shared/settings/read-values';
import { UsageError } from './errors.ts';
import type { Arguments, Options } from './options.ts';

type Values = Readonly<Record<string, unknown>>;

export function readOptions(values: Values, options: Options): Values {
  const entries = Object.entries(options);
  const schema = entries.flatMap(([name, option]) => (option.schema ? [[`--${name}`, option.schema]] : []));
  const given = entries.map(([name]) => [`--${name}`, values[name]]);
  const read = readAll(Object.fromEntries(schema), Object.fromEntries(given));
  return Object.fromEntries(
    entries.map(([name, option]) => [name, option.schema ? read[`--${name}`] : values[name] === true]),
  );
}

export function readArguments(words: readonly string[], args: Arguments): Values {
  // one by one, since two may have the same label
  const entries = Object.entries(args).map(([name, { label, schema }], at) => [
    name,
    readAll({ [label]: schema }, { [label]: words[at] })[label],
  ]);
  return Object.fromEntries(entries);
}

const readAll = (shape: Record<string, z.ZodType>, given: Values) =>
  readValues(z.object(shape), given, (sentence) => new UsageError(sentence));
