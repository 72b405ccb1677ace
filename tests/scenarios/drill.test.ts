import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { drawDrill } from '#drills/draw';
import type { Fixed, Started } from '#drills/session/results';
import { SERVICE_NAMES } from '#shared/services';
import { runScript } from '#tests/support/programs/run-script';

const LEVEL = 1;
const QUIET_SECONDS = 3;
/** How many of the last traces are searched. */
const TRACES = 40;
const folder = mkdtempSync(join(tmpdir(), 'food-delivery-drill-'));
const sessionFile = join(folder, 'drill.json');

const seed = Array.from({ length: 1_000 }, (_, at) => at).find(
  (each) => drawDrill(LEVEL, each, QUIET_SECONDS).drill.name === 'payment-failure',
);
const { drill, quietMs } = drawDrill(LEVEL, seed ?? 0, QUIET_SECONDS);

async function run(command: string, ...words: string[]) {
  const variables = { LOCAL_DATA_DIR: folder };
  const ended = await runScript('drills/main.ts', [command, ...words], variables);
  return { ...ended, result: ended.stdout === '' ? undefined : (JSON.parse(ended.stdout) as unknown) };
}

const textOf = async (url: string): Promise<string> => (await fetch(url)).text();

afterAll(async () => {
  if (existsSync(sessionFile)) await run('reveal', '--json');
  rmSync(folder, { recursive: true });
});

test('a drill begins unseen, shows in answers, and is graded when it is mended', async () => {
  const words = ['--own', '--level', `${LEVEL}`, '--seed', `${seed}`, '--quiet', `${QUIET_SECONDS}`];
  const began = await run('start', ...words, '--json');
  expect(began).toMatchObject({ exitCode: 0, stderr: '' });
  const { urls, engine = '', started_at } = began.result as Started;
  const second = await run('start', '--json');
  expect(second).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/^error: a drill is under way/),
  });

  // the symptom shows
  const list = async () => await textOf(`${engine}/traces.json`);
  await expect.poll(list, { timeout: 60_000, interval: 500 }).toMatch(/payment_failed|declined/);
  await expect.poll(() => Date.now()).toBeGreaterThan(Date.parse(started_at) + quietMs + 2_000);

  // the fault does not
  const { traces } = JSON.parse(await list()) as { readonly traces: readonly { readonly traceId: string }[] };
  const shown = await Promise.all([
    ...SERVICE_NAMES.map((service) => textOf(`${urls[service]}/chaos`)),
    ...[`${engine}/chaos`, `${engine}/`, `${engine}/traces.json`].map(textOf),
    ...traces.slice(0, TRACES).map(({ traceId }) => textOf(`${engine}/traces/${traceId}.json`)),
  ]);
  const headers = await Promise.all(
    SERVICE_NAMES.map(async (service) => [...(await fetch(`${urls[service]}/health`)).headers.keys()]),
  );
  expect(shown.length).toBeGreaterThan(10);
  expect(
    [...shown, JSON.stringify(headers)].filter((text) => /chaos\.|x-chaos-hit|"mode"|injected/.test(text)),
  ).toEqual([]);
  expect(shown.join('')).not.toContain(drill.truth.point);
  expect(readFileSync(sessionFile, 'utf8')).not.toMatch(/order|payment|declin|charge/);

  const { service, point, mechanism } = drill.truth;
  const early = await run('fix', '--json');
  expect(early).toMatchObject({ exitCode: 1, result: { is_fixed: false } });
  const since = new Date(Date.parse(started_at) + quietMs).toISOString();
  const named = ['--service', service, '--point', point, '--mechanism', mechanism, '--since', since];
  expect(await run('submit', ...named, '--json')).toMatchObject({
    exitCode: 0,
    result: {
      grades: { service: 'right', point: 'right', mechanism: 'right', since: 'right' },
      is_located: true,
    },
  });
  const mended = await run('fix', '--json');

  expect(mended.result as Fixed).toMatchObject({
    is_fixed: true,
    was_on: true,
    violated: [],
    solution: { name: 'payment-failure' },
    score: { has_passed: true, costs: { hints: 0, wrong: 0 } },
  });
  expect(mended.exitCode).toBe(0);
  for (let tries = 0; existsSync(sessionFile) && tries < 100; tries++) await sleep(100);
  expect(await run('hint', '--json')).toMatchObject({
    exitCode: 2,
    stderr: 'error: no drill is under way; npm run drill -- start begins one\n',
  });
});
