import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runScript } from '#tests/support/programs/run-script';

const SOAK = join(import.meta.dirname, '..', '..', 'bench', 'soak', 'main.ts');
const SECONDS = 60;

test('a short soak shows every part of the system, and nothing that grows without an end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'food-delivery-soak-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'soak.json');

  const { exitCode, stdout, stderr } = await runScript(
    SOAK,
    ['--seconds', String(SECONDS), '--clients', '32', '--json', file],
    {},
  );

  expect([exitCode, stderr], stdout).toEqual([0, '']);
  expect(stdout).toMatch(/\nnothing grows that must not\n$/);
  for (const part of ['engine', 'dynamodb', 'postgres', 'redis', 'sqs'])
    expect(stdout).toMatch(new RegExp(`^memory of ${part}, MB +[\\d.]+ +[\\d.]+ +[+-][\\d.]+ `, 'm'));
  for (const folder of ['dynamodb', 'logs', 'postgres', 'sqs'])
    expect(stdout).toContain(`folder ${folder}, MB`);
  const { samples, result } = JSON.parse(readFileSync(file, 'utf8'));
  expect(samples.length).toBeGreaterThan(SECONDS / 4);
  expect(Object.keys(result.all.outcomes).filter((outcome) => !outcome.startsWith('2'))).toEqual([]);
});
