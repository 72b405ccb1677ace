import { afterAll, beforeAll, expect, test } from 'vitest';
import { Random } from '#simulation/random';
import { countBy } from '#tests/support/api/client';
import { AttackedEngine, type Vitals } from './attacked-engine.ts';
import { exchange } from './exchange.ts';
import { GOOD_CALLS } from './good-call.ts';
import { halfOpen } from './half-open.ts';
import type { PortRun } from './port-run.ts';
import { PORTS } from './ports.ts';
import { failureText, figures } from './report.ts';
import { requestOf } from './request.ts';
import { runAttacks } from './run.ts';
import { SIZE } from './size.ts';

const SEED = 1;
/** Attacks before the counted ones, so that everything that starts only once has started. */
const WARM_UP_SEED = 2;
const WARM_UP = 150;
const MEGABYTE = 1024 * 1024;
/** The bodies of traces that wait and those that are kept: two buffers of 64 MB, which fill once. */
const TRACES_BYTES = 128 * MEGABYTE;
const MOST_HEAP_GROWTH_BYTES = 20 * MEGABYTE;
/** Limit of other buffers in use. */
const MOST_OTHER_BUFFER_BYTES = 20 * MEGABYTE;
/** Limit of memory that the allocator keeps after thousands of connections; memory in use has the limits above. */
const MOST_OTHER_GROWTH_BYTES = 200 * MEGABYTE;
const MOST_MORE_SOCKETS = 50;
/** The 30 s after the first byte, and time that a busy machine adds. */
const CLOSED_WITHIN_MS = 60_000;

let engine: AttackedEngine;
let before: Vitals;
const runs: PortRun[] = [];

beforeAll(async () => {
  engine = await AttackedEngine.start();
  for (const port of PORTS) await runAttacks(engine, { seed: WARM_UP_SEED, port, from: 0, count: WARM_UP });
  if (engine.isAlive) before = await engine.vitals();
});
afterAll(() => engine[Symbol.asyncDispose]());

test.for(PORTS)('no generated request ends, hangs or breaks the port of %s', async (port) => {
  const run = await runAttacks(engine, { seed: SEED, port, from: 0, count: SIZE.attacksPerPort });
  runs.push(run);

  expect(run.failures.map((failure) => failureText(SEED, failure)).join('\n')).toBe('');
});

test('requests that are sent by half are ended at every port, and whole ones are answered meanwhile', async () => {
  const random = new Random(SEED);
  const opened = PORTS.flatMap((port) =>
    Array.from({ length: SIZE.halfOpenPerPort }, async () => {
      const end = await halfOpen(random, engine.ports[port], CLOSED_WITHIN_MS);
      return `${port}: ${end}`;
    }),
  );

  for (const port of PORTS) {
    const answer = await exchange(engine.ports[port], requestOf(GOOD_CALLS[port]));
    expect(answer, port).toMatchObject({ status: 200 });
  }
  const ends = countBy(await Promise.all(opened), String);
  console.log(
    `half-open: ${Object.entries(ends)
      .map(([end, count]) => `${end} ${count}`)
      .join(', ')}`,
  );
  expect(Object.keys(ends).filter((end) => end.endsWith('still open'))).toEqual([]);
});

test('memory and connections are what they were', async () => {
  const after = await engine.vitals();
  console.log(`\n${figures(runs, before, after)}\n`);

  expect(after.heapUsed - before.heapUsed).toBeLessThan(MOST_HEAP_GROWTH_BYTES);
  expect(after.external - before.external).toBeLessThan(TRACES_BYTES + MOST_OTHER_BUFFER_BYTES);
  expect(after.rss - before.rss).toBeLessThan(TRACES_BYTES + MOST_OTHER_GROWTH_BYTES);
  // kept-alive connections end 60 s after their last answer
  const moreSockets = async (): Promise<number> => (await engine.vitals()).sockets - before.sockets;
  await expect.poll(moreSockets, { timeout: 120_000, interval: 1_000 }).toBeLessThan(MOST_MORE_SOCKETS);
});
