import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { logsBody, traceIdFor, tracesBody } from '#tests/support/engine/test-spans';
import { Intake } from './intake.ts';
import { readTrace } from './trace-document.ts';
import { TraceStore } from './trace-store.ts';

function startIntake(options: { waitingBytes?: number } = {}) {
  const store = new TraceStore({ traces: 5_000 });
  const intake = new Intake(store, options);
  return {
    store,
    intake,
    take: (trace: string, id = '1') => intake.take('traces', tracesBody('order', [{ trace, id }])),
  };
}

test('bodies wait unread until traces are requested, and are then read in order of arrival', async () => {
  const { store, intake, take } = startIntake();
  take('a');
  intake.take('logs', logsBody('order', [{ trace: 'a', span: '1', body: 'placed' }]));
  take('b');
  expect([intake.waiting, store.size]).toEqual([3, 0]);

  await intake.read();

  expect(intake.waiting).toBe(0);
  expect(store.newestFirst().map(({ traceId }) => traceId)).toEqual([traceIdFor('b'), traceIdFor('a')]);
  expect(readTrace(store, traceIdFor('a'))?.logs).toMatchObject([{ body: 'placed' }]);
});

test('waiting bodies have a limit in bytes, and the oldest is dropped first', async () => {
  const { store, intake, take } = startIntake({ waitingBytes: 10_000 });
  for (let at = 1; at <= 100; at++) take(at.toString(16));
  const { waiting, droppedBodies } = intake;

  await intake.read();

  expect(waiting).toBeGreaterThan(5);
  expect(waiting + droppedBodies).toBe(100);
  expect(store.size).toBe(waiting);
  expect(store.newestFirst()[0]?.traceId).toBe(traceIdFor('64'));
});

test('a body that is larger than the buffer is dropped, and the others stay', async () => {
  const { store, intake, take } = startIntake({ waitingBytes: 4_096 });
  take('a');
  intake.take('traces', Buffer.alloc(2_048, '{'), Buffer.alloc(2_049, '}'));

  await intake.read();

  expect([store.size, intake.droppedBodies, intake.skipped]).toEqual([1, 1, 0]);
});

test('bodies of any size and in pieces are read unchanged', async () => {
  const { store, intake } = startIntake({ waitingBytes: 20_000 });
  for (let at = 1; at <= 300; at++) {
    const body = tracesBody('order', [
      { trace: at.toString(16), id: '1', name: 'x'.repeat((at * 997) % 6_000) },
    ]);
    const cut = (at * 31) % body.length;
    intake.take('traces', body.subarray(0, cut), body.subarray(cut));
    if (at % 7 === 0) await intake.read();
  }
  await intake.read();

  expect(intake.skipped).toBe(0);
  expect(intake.droppedBodies).toBeGreaterThan(0);
  expect(store.size + intake.droppedBodies).toBe(300);
});

test('a trace counts as touched when its spans arrived, not when they were read', async () => {
  const { store, intake, take } = startIntake();
  take('a');
  const cameMs = Date.now();
  await expect.poll(() => Date.now()).toBeGreaterThan(cameMs + 5);

  await intake.read();

  expect(store.find(traceIdFor('a'))?.touchedMs).toBeLessThanOrEqual(cameMs);
});

test('concurrent reads share the work, and it ends while more bodies arrive', async () => {
  const { store, intake, take } = startIntake();
  for (let at = 1; at <= 2_000; at++) take(at.toString(16));
  let isOver = false;
  const flood = (async () => {
    for (let at = 2_001; !isOver; at++) {
      take(at.toString(16));
      await setImmediate();
    }
  })();

  await Promise.all([intake.read(), intake.read()]);
  isOver = true;
  await flood;

  expect(intake.skipped).toBe(0);
  expect(store.find(traceIdFor('7d0'))?.spans).toBe(1);
});
