import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { logsBody, traceIdFor, tracesBody } from '#tests/support/engine/test-spans';
import { ReceiveBuffer } from './receive-buffer.ts';
import { readTrace } from './trace-document.ts';
import { TraceStore } from './trace-store.ts';

function startBuffer(options: { waitingBytes?: number } = {}) {
  const store = new TraceStore({ traces: 5_000 });
  const buffer = new ReceiveBuffer(store, options);
  return {
    store,
    buffer,
    take: (trace: string, id = '1') => buffer.take('traces', tracesBody('order', [{ trace, id }])),
  };
}

test('bodies wait unread until traces are requested, and are then read in order of arrival', async () => {
  const { store, buffer, take } = startBuffer();
  take('a');
  buffer.take('logs', logsBody('order', [{ trace: 'a', span: '1', body: 'placed' }]));
  take('b');
  expect([buffer.waiting, store.size]).toEqual([3, 0]);

  await buffer.read();

  expect(buffer.waiting).toBe(0);
  expect(store.newestFirst().map(({ traceId }) => traceId)).toEqual([traceIdFor('b'), traceIdFor('a')]);
  expect(readTrace(store, traceIdFor('a'))?.logs).toMatchObject([{ body: 'placed' }]);
});

test('waiting bodies have a limit in bytes, and the oldest is dropped first', async () => {
  const { store, buffer, take } = startBuffer({ waitingBytes: 10_000 });
  for (let at = 1; at <= 100; at++) take(at.toString(16));
  const { waiting, droppedBodies } = buffer;

  await buffer.read();

  expect(waiting).toBeGreaterThan(5);
  expect(waiting + droppedBodies).toBe(100);
  expect(store.size).toBe(waiting);
  expect(store.newestFirst()[0]?.traceId).toBe(traceIdFor('64'));
});

test('a body that is larger than the buffer is dropped, and the others stay', async () => {
  const { store, buffer, take } = startBuffer({ waitingBytes: 4_096 });
  take('a');
  buffer.take('traces', Buffer.alloc(2_048, '{'), Buffer.alloc(2_049, '}'));

  await buffer.read();

  expect([store.size, buffer.droppedBodies, buffer.skipped]).toEqual([1, 1, 0]);
});

test('bodies of any size and in pieces are read unchanged', async () => {
  const { store, buffer } = startBuffer({ waitingBytes: 20_000 });
  for (let at = 1; at <= 300; at++) {
    const body = tracesBody('order', [
      { trace: at.toString(16), id: '1', name: 'x'.repeat((at * 997) % 6_000) },
    ]);
    const cut = (at * 31) % body.length;
    buffer.take('traces', body.subarray(0, cut), body.subarray(cut));
    if (at % 7 === 0) await buffer.read();
  }
  await buffer.read();

  expect(buffer.skipped).toBe(0);
  expect(buffer.droppedBodies).toBeGreaterThan(0);
  expect(store.size + buffer.droppedBodies).toBe(300);
});

test('a trace counts as touched when its spans arrived, not when they were read', async () => {
  const { store, buffer, take } = startBuffer();
  take('a');
  const cameMs = Date.now();
  await expect.poll(() => Date.now()).toBeGreaterThan(cameMs + 5);

  await buffer.read();

  expect(store.find(traceIdFor('a'))?.touchedMs).toBeLessThanOrEqual(cameMs);
});

test('concurrent reads share the work, and it ends while more bodies arrive', async () => {
  const { store, buffer, take } = startBuffer();
  for (let at = 1; at <= 2_000; at++) take(at.toString(16));
  let isOver = false;
  const flood = (async () => {
    for (let at = 2_001; !isOver; at++) {
      take(at.toString(16));
      await setImmediate();
    }
  })();

  await Promise.all([buffer.read(), buffer.read()]);
  isOver = true;
  await flood;

  expect(buffer.skipped).toBe(0);
  expect(store.find(traceIdFor('7d0'))?.spans).toBe(1);
});
