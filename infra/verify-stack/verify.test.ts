import { expect, test, vi } from 'vitest';
import { startFakeStack } from './fake-stack.ts';
import { CheckFailed } from './http.ts';
import { runChecks } from './runner.ts';
import { readStackSettings } from './settings.ts';
import { verifyStack } from './verify.ts';

test('a check has time until what it looks for arrives', async () => {
  const lines: string[] = [];
  const run = vi.fn().mockRejectedValueOnce(new CheckFailed('not there yet')).mockResolvedValue('there');

  const failed = await runChecks([{ claim: 'it arrives', run }], {
    withinMs: 5_000,
    everyMs: 1,
    write: (line) => lines.push(line),
  });

  expect([failed, lines]).toEqual([0, ['pass  it arrives: there']]);
});

test('a check that fails does not keep the next from its turn', async () => {
  const lines: string[] = [];
  const checks = [
    { claim: 'never', run: () => Promise.reject(new CheckFailed('gone')) },
    { claim: 'always', run: async () => undefined },
  ];

  const failed = await runChecks(checks, { withinMs: 5, everyMs: 1, write: (line) => lines.push(line) });

  expect([failed, lines]).toEqual([1, ['FAIL  never: gone', 'pass  always']]);
});

test('who does not answer is named, with what starts it', async () => {
  const lines: string[] = [];
  const { settings } = await closedStack();

  expect(await verifyStack(settings, (line) => lines.push(line))).toBe(1);
  expect(lines).toEqual([
    `FAIL  the collector is ready: the collector does not answer at ${settings.tempo} (ECONNREFUSED)`,
    `FAIL  Tempo is ready: Tempo does not answer at ${settings.tempo} (ECONNREFUSED)`,
    `FAIL  Loki is ready: Loki does not answer at ${settings.tempo} (ECONNREFUSED)`,
    `FAIL  Prometheus is ready: Prometheus does not answer at ${settings.tempo} (ECONNREFUSED)`,
    `FAIL  Grafana is ready: Grafana does not answer at ${settings.tempo} (ECONNREFUSED)`,
    'Start what is missing: docker compose -f infra/docker-compose.yml up -d',
  ]);
});

test('a system that does not answer is named', async () => {
  const lines: string[] = [];
  await using stack = await startFakeStack(() => ({ database: 'ok' }));
  const { urls } = (await closedStack()).settings;

  expect(await verifyStack({ ...stack.settings, urls }, (line) => lines.push(line))).toBe(1);
  expect(lines.at(-1)).toMatch(
    `FAIL  the demo load: the user service does not answer at ${urls.user}/signup`,
  );
});

test('what cannot be a port is refused with its name', () => {
  expect(() => readStackSettings({ GRAFANA_PORT: 'three' })).toThrow(
    'GRAFANA_PORT is "three", allowed: a whole number from 0 to 65535',
  );
});

/** Returns an address where no server listens. */
async function closedStack() {
  await using stack = await startFakeStack(() => undefined);
  return stack;
}
