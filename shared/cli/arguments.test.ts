import { expect, test } from 'vitest';
import * as z from 'zod';
import { wholeNumber } from '#shared/settings/kinds';
import { readCommandLine } from './arguments.ts';
import { UsageError } from './errors.ts';
import type { Options } from './options.ts';

const OPTIONS: Options = {
  settle: { value: 'SECONDS', schema: wholeNumber({ most: 60, unit: 'seconds' }).default(5), help: 'wait' },
  port: { value: 'PORT', schema: z.array(z.enum(['user', 'order'])).optional(), multiple: true, help: 'ask' },
  json: { help: 'print JSON' },
};
const ARGS = {
  id: { label: 'order id', schema: wholeNumber() },
  file: { label: 'file', schema: z.string().optional() },
};
const ALLOWED = '<order id>, [file], --settle SECONDS, --port PORT, --json, --help';
const read = (...words: string[]) =>
  readCommandLine(words, { options: OPTIONS, args: ARGS, passesOn: undefined });

test('values are read by their schemas', () => {
  expect(read('7')).toEqual({
    options: { settle: 5, port: undefined, json: false },
    args: { id: 7, file: undefined },
    passedOn: [],
  });
  expect(read('--port', 'user', '7', '--json', 'a.json', '--settle=9', '--port=order')).toEqual({
    options: { settle: 9, port: ['user', 'order'], json: true },
    args: { id: 7, file: 'a.json' },
    passedOn: [],
  });
});

test.each([['--help'], ['-h']])('%s goes before everything that is wrong or missing', (word) => {
  expect(read(word)).toBe('help');
  expect(read('--settle', 'soon', word)).toBe('help');
});

test.each([
  [[], 'order id is missing, allowed: a whole number from 0'],
  [['x'], 'order id is "x", allowed: a whole number from 0'],
  [['7', 'a', 'b'], `"b" is not understood, allowed: ${ALLOWED}`],
  [['7', '--fast'], `there is no option --fast, allowed: ${ALLOWED}`],
  [['7', '-x'], `there is no option -x, allowed: ${ALLOWED}`],
  [['7', '--settle'], `--settle has no value, allowed: ${ALLOWED}`],
  [['7', '--settle', '--json'], `--settle has no value, allowed: ${ALLOWED}`],
  [['7', '--settle', '-5'], `--settle has no value, allowed: ${ALLOWED}`],
  [['7', '--json=yes'], `--json takes no value, allowed: ${ALLOWED}`],
  [['7', '--settle='], '--settle is "", allowed: a whole number of seconds from 0 to 60'],
  [['7', '--settle', '61'], '--settle is "61", allowed: a whole number of seconds from 0 to 60'],
  [['7', '--port', 'user', '--port', 'x'], '--port is "user,x", allowed: user, order'],
])('%j is refused in one sentence', (words, sentence) => {
  expect(() => read(...words)).toThrow(new UsageError(sentence));
});

test('two arguments of one label are two values', () => {
  const file = { label: 'file', schema: z.string() };
  const expected = { options: {}, args: { one: file, other: file }, passesOn: undefined };

  expect(readCommandLine(['a.json', 'b.json'], expected)).toMatchObject({
    args: { one: 'a.json', other: 'b.json' },
  });
  expect(() => readCommandLine(['a.json'], expected)).toThrow('file is missing');
});

test('words for another program are passed on as they are', () => {
  const expected = { options: {}, args: ARGS, passesOn: 'options of sam' };

  expect(readCommandLine(['7', '--debug', 'x'], expected)).toEqual({
    options: {},
    args: { id: 7, file: undefined },
    passedOn: ['--debug', 'x'],
  });
  expect(readCommandLine(['7', '--', '--help'], expected)).toMatchObject({ passedOn: ['--', '--help'] });
  expect(readCommandLine(['--help'], expected)).toBe('help');
});
