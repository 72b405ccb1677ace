import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { IS_FULL } from '#tests/support/full';
import { runScript } from '#tests/support/programs/run-script';

const PROFILE = join(import.meta.dirname, '..', '..', 'bench', 'profile', 'main.ts');

test.each([
  [
    'a function that is not there',
    ['plac-order'],
    /^error: function is "plac-order", allowed: .*order\/place-order/,
  ],
  ['no function', [], /^error: function is missing, allowed: .*order\/place-order/],
  ['a file in no folder', ['place-order', '--out', '/no/x'], /^error: \/no\/x cannot be written \(.*\)\n$/],
])('%s is refused in one line', async (_, args, message) => {
  const { exitCode, stdout, stderr } = await runScript(PROFILE, args, {});

  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});

test.each([['cpuprofile', []] as const, ...(IS_FULL ? [['heapprofile', ['--heap']] as const] : [])])(
  'a %s of a warm function has the places in the sources, and a table by package',
  {
    timeout: 240_000,
  },
  async (extension, options) => {
    const folder = mkdtempSync(join(tmpdir(), 'food-delivery-profile-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, `p.${extension}`);
    const args = ['get-user', '--seconds', '2', '--warm-up', '2', '--out', file, ...options];

    const { exitCode, stdout, stderr } = await runScript(PROFILE, args, {});

    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^ +\d+\.\d +\d+\.\d{3} +\d+\.\d % {2}@opentelemetry\/api$/m);
    expect(stdout).toMatch(/^ +\d+\.\d +\d+\.\d{3} +100\.0 % {2}all$/m);
    expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([
      expect.stringMatching(/^[1-9]\d* answers, 0 of them unexpected$/),
      file,
    ]);
    expect(readFileSync(file, 'utf8')).toContain('/node_modules/@opentelemetry/api/');
  },
);
