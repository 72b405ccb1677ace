import { expect, test } from 'vitest';
import { UserError } from '#shared/cli/errors';
import { lineOf, Tally } from './tally.ts';

const right = () => lineOf('right', async () => ({ isRight: true, text: 'PASS' }));
const wrong = () => lineOf('wrong', async () => ({ isRight: false, text: 'FAIL: stock' }));
const throwing = (error: Error) => lineOf('throwing', () => Promise.reject(error));

async function exitCodeOf(...lines: readonly ReturnType<typeof right>[]): Promise<number> {
  const tally = new Tally(lines.length);
  for (const line of lines) tally.end(await line);
  return tally.exitCode();
}

test.each([new UserError('no store answers'), new TypeError('a mistake')])(
  'a scenario that throws is a line of the table, and the others go on: %s',
  async (error) => {
    const line = await throwing(error);
    const tally = new Tally(2);

    expect(line).toMatchObject({ result: 'broken', text: expect.stringContaining(error.message) });
    expect(tally.end(line)).toMatch(/^ERR {2}throwing +/);
    expect(tally.end(await right())).toMatch(/^ok {3}right +PASS$/);
    expect(tally.summary()).toBe('1 of 2 as they must, in 0:00; not so: throwing');
  },
);

test('the exit code: a finding counts before a run without one', async () => {
  expect(await exitCodeOf(right(), right())).toBe(0);
  expect(await exitCodeOf(right(), throwing(new Error('broken')))).toBe(2);
  expect(await exitCodeOf(wrong(), throwing(new Error('broken')))).toBe(1);
  expect(await exitCodeOf(right(), wrong())).toBe(1);
});

test('runs that are missing are no success', async () => {
  const tally = new Tally(2);
  tally.end(await right());

  expect(tally.exitCode()).toBe(2);
});

test('progress says how many, and how long', () => {
  let nowMs = 1_000;
  const tally = new Tally(40, () => nowMs);
  tally.begin('first');
  nowMs += 83_500;

  expect(tally.begin('second')).toBe('2 of 40, after 1:23: second');
});
