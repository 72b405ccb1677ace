import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { IS_FULL } from '#tests/support/full';

const run = promisify(execFile);
const simulate = (...args: string[]) =>
  run('node', ['simulation/main.ts', ...args], { maxBuffer: 64 * 1024 * 1024 });

/** Output of a failing run; undefined if it succeeds. */
async function failureOf(
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string } | undefined> {
  return simulate(...args).then(
    () => undefined,
    (error) => error,
  );
}

const HISTORIES = IS_FULL ? 20_000 : 5_000;

test(`${HISTORIES} histories keep every invariant`, async () => {
  const { stdout } = await simulate('--seeds', `${HISTORIES}`);

  expect(stdout).toContain(`${HISTORIES} histories (seeds 1..${HISTORIES}) without a violation`);
});

/** Rules without which thousands of histories go well. */
const SELDOM = ['undo before deciding', 'cancel not carried out by recovery', 'one attempt id for all steps'];

if (IS_FULL) {
  test('the protocol without any one of its rules is caught', async () => {
    const { stdout } = await simulate('--mutants', '--seeds', '100000');

    process.stdout.write(stdout);
    expect(stdout).toMatch(/(\d+) of \1 mutants caught/);
  });
} else {
  test('the protocol without any one of its rules that histories often need is caught', async () => {
    const { stdout = '' } = (await failureOf('--mutants', '--seeds', '3000')) ?? {};

    const escaped = [...stdout.matchAll(/^\| (.+) \| \*\*escaped/gm)].map(([, rule]) => rule);
    expect(escaped).toEqual(SELDOM);
    expect(stdout).toMatch(/^[1-9]\d* of \d+ mutants caught$/m);
  });
}

describe('a failure', () => {
  test('is reported with its seed and a shrunk timeline, and can be replayed', async () => {
    const found = await failureOf('--mutant', 'no tombstone on release', '--seeds', '1000');
    const seed = /--seed (\d+)/.exec(found?.stdout ?? '')?.[1] ?? '';

    expect(found?.code).toBe(1);
    expect(found?.stdout).toMatch(/it fails with \d clients?, and without: .*,/);
    expect(found?.stdout).toContain('VIOLATION  order');
    const replayed = await failureOf('--mutant', 'no tombstone on release', '--seed', seed);
    const again = await failureOf('--mutant', 'no tombstone on release', '--seed', seed);
    expect(replayed?.stdout).toContain('holds stock');
    expect(replayed?.stdout).toBe(again?.stdout);
  });
});
