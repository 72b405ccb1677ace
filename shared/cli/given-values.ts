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
  const entries = Object.entries(args);
  const schema = entries.map(([, { label, schema }]) => [label, schema]);
  const given = entries.map(([, { label }], i) => [label, words[i]]);
  const read = readAll(Object.fromEntries(schema), Object.fromEntries(given));
  return Object.fromEntries(entries.map(([name, { label }]) => [name, read[label]]));
}

const readAll = (shape: Record<string, z.ZodType>, given: Values) =>
  readValues(z.object(shape), given, (sentence) => new UsageError(sentence));
