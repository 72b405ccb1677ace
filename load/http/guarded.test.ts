import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Exchange } from './connections.ts';
import { type Guards, guarded } from './guarded.ts';

const HALF_OPEN_MS = 500;
const get = (url = 'http://one.example/') => ({ method: 'GET', url, headers: {} });
const noAnswer = (reason: string) => ({ sentMs: undefined, result: { noAnswer: reason } });

/** Clients of services that answer with these statuses in turn, and then 200. */
function clientsOf(guards: Guards, ...statuses: readonly number[]) {
  const sent: string[] = [];
  const left = [...statuses];
  const { send } = guarded(
    {
      async send({ url }): Promise<Exchange> {
        sent.push(url);
        await sleep(1);
        return { sentMs: 0, answeredMs: 1, result: { status: left.shift() ?? 200, text: '' } };
      },
    },
    guards,
  );
  return { send, sent };
}

test('without guards every request is sent', async () => {
  const { send, sent } = clientsOf({}, 500, 500, 500);
  for (let i = 0; i < 4; i++) await send(get());

  expect(sent).toHaveLength(4);
});

test('a breaker opens after failures in a row, and one request tries whether it may close', async () => {
  const breaker = { failures: 2, half_open_ms: HALF_OPEN_MS };
  const { send, sent } = clientsOf({ breaker }, 500, 404, 503, 500, 502);
  for (let i = 0; i < 4; i++) expect(await send(get())).toMatchObject({ sentMs: 0 });
  expect(await send(get())).toMatchObject(noAnswer('breaker_open'));
  expect(sent).toHaveLength(4);

  await sleep(1.2 * HALF_OPEN_MS);
  expect(await send(get())).toMatchObject({ result: { status: 502 } });
  expect(await send(get())).toMatchObject(noAnswer('breaker_open'));

  await sleep(1.2 * HALF_OPEN_MS);
  expect(await send(get())).toMatchObject({ result: { status: 200 } });
  expect(await send(get())).toMatchObject({ result: { status: 200 } });
});

test('each service has a breaker of its own', async () => {
  const { send } = clientsOf({ breaker: { failures: 1, half_open_ms: 60_000 } }, 500);
  await send(get());

  expect(await send(get())).toMatchObject(noAnswer('breaker_open'));
  expect(await send(get('http://two.example/'))).toMatchObject({ result: { status: 200 } });
});

test('a bulkhead refuses what is too many at once', async () => {
  const { send, sent } = clientsOf({ bulkhead: 2 });
  const answers = await Promise.all([1, 2, 3].map(() => send(get())));

  expect(answers[2]).toMatchObject(noAnswer('bulkhead_full'));
  expect(sent).toHaveLength(2);
  expect(await send(get())).toMatchObject({ result: { status: 200 } });
});
