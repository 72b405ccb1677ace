import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

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

test('20,000 histories keep every invariant', async () => {
  const { stdout } = await simulate('--seeds', '20000');

  expect(stdout).toContain('20000 histories (seeds 1..20000) without a violation');
});

test('the protocol without any one of its rules is caught', async () => {
  const { stdout } = await simulate('--mutants', '--seeds', '100000');

  process.stdout.write(stdout);
  expect(stdout).toMatch(/(\d+) of \1 mutants caught/);
});

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
