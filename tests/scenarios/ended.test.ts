import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RunReport } from '#scenarios/report/run-report';

const ROOT = join(import.meta.dirname, '..', '..');
const PROGRAM = ['--import', './tools/installed.mjs', 'scenarios/main.ts', 'payment-failure'];
const FIRST_SECOND_OF_THE_FAULT = /s {2}fault /;

test('a run that Ctrl-C ends during the fault reports what it saw, judges nothing, and exits with 3', {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'food-delivery-ended-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const run = spawn(process.execPath, [...PROGRAM, '--report', folder], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(run, 'exit');
  let shown = '';
  run.stderr.on('data', (chunk: Buffer) => {
    const wasInFault = FIRST_SECOND_OF_THE_FAULT.test(shown);
    shown += chunk;
    // a second signal would end the program at once
    if (!wasInFault && FIRST_SECOND_OF_THE_FAULT.test(shown)) run.kill('SIGINT');
  });

  expect(await exited, shown).toEqual([3, null]);
  const report = RunReport.parse(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')));
  expect(report).toMatchObject({ verdict: 'ABORTED', checks: [], oracle: null, alerts_until_s: null });
  expect(report.sentence).toContain('in the phase fault');
  expect(report.phases.map(({ name }) => name)).toEqual(['steady', 'fault']);
  expect(report.faults).toHaveLength(1);
  expect(report.seconds.length).toBeGreaterThan(8);
  expect(report.endpoints[0]?.steady.count).toBeGreaterThan(0);
  expect(report.honesty.cold_starts).not.toBeNull();
});
