import { expect, test } from 'vitest';
import { FunctionWatch } from './function-watch.ts';

/** A function with one environment, and another that has none. */
function watched() {
  const states = { starting: 0, idle: 1, busy: 0 };
  const pool = { maxConcurrency: 4, waiting: 0, starts: 1, throttled: 0, size: 1, pids: [process.pid] };
  const cold = { ...pool, starts: 0, size: 0, pids: [], states: () => ({ starting: 0, idle: 0, busy: 0 }) };
  const depth = { name: 'q', visible: 0, in_flight: 0, delayed: 0 };
  const watch = new FunctionWatch({
    pools: new Map([
      ['a', { ...pool, states: () => ({ ...states }) }],
      ['b', cold],
    ]),
    queues: async () => [{ ...depth }],
  });
  watch.watch();
  return { states, depth, watch };
}

test('the first frame has every function, and the next ones what has changed', () => {
  const { states, watch } = watched();

  expect(watch.read(1).functions).toEqual({
    is_all: true,
    figures: { a: { cap: 4, idle: 1, starts: 1, memory_bytes: null }, b: { cap: 4 } },
  });
  expect(watch.read(2)).toEqual({});
  Object.assign(states, { idle: 0, busy: 1 });
  expect(Object.keys(watch.read(3).functions?.figures ?? {})).toEqual(['a']);
});

test('all of it comes again, before it leaves the frames that are kept', () => {
  const { watch } = watched();
  const parts = Array.from({ length: 21 }, (_, at) => watch.read(at));

  expect(parts.flatMap(({ functions, queues }, at) => (functions?.is_all && queues ? [at] : []))).toEqual([
    ...[0, 10, 20],
  ]);
});

test('memory and depths are measured every few seconds, and stand in the frame after that', async () => {
  const { depth, watch } = watched();
  watch.read(0);

  await expect.poll(() => watch.read(1).functions?.figures.a?.memory_bytes).toBeGreaterThan(10_000_000);
  depth.visible = 7;
  watch.read(2);
  watch.read(60_000);
  await expect.poll(() => watch.read(60_001).queues?.[0]?.visible).toBe(7);
});
