import type { SQSRecord } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import * as z from 'zod';
import { AppError } from '#shared/errors';
import type { Hits } from '#shared/faults/hit-store';
import { createLog } from '#shared/telemetry/log';
import { outgoingHeaders } from '#shared/telemetry/propagation';
import { currentRequestId } from '#shared/telemetry/request-context';
import { createFaults, NO_HITS, parameterOf } from '#tests/support/faults/injected-faults';
import { consumer, type Handled } from './consumer.ts';

const Body = z.object({ n: z.int() });
const CONTEXT = { awsRequestId: 'invocation-1', getRemainingTimeInMillis: () => 10_000 };

function record(messageId: string, body: string, receiveCount = 1, requestId?: string): SQSRecord {
  const messageAttributes = requestId ? { request_id: { stringValue: requestId, dataType: 'String' } } : {};
  return {
    messageId,
    body,
    messageAttributes,
    attributes: { ApproximateReceiveCount: String(receiveCount) },
  } as unknown as SQSRecord;
}

/** A consumer whose handling of each number is the test's. */
function consumerOf(
  handle: (n: number) => Promise<Handled>,
  { faults }: Pick<ReturnType<typeof createFaults>, 'faults'> = createFaults('order', parameterOf({})),
) {
  const given: { id: string; reason: string }[] = [];
  const handler = consumer({
    body: Body,
    log: createLog('order'),
    faults,
    handle: ({ n }) => handle(n),
    deadLetter: async ({ messageId }, reason) => {
      if (messageId === 'undeliverable') throw new Error('the DLQ is down');
      given.push({ id: messageId, reason });
    },
  });
  const deliver = async (...records: SQSRecord[]) =>
    (await handler({ Records: records }, CONTEXT)).batchItemFailures;
  return { given, deliver };
}

test('only the messages that failed come back', async () => {
  const { deliver, given } = consumerOf(async (n) => {
    if (n === 2) throw new AppError('dependency_unavailable', 'down');
    return 'done';
  });

  const failures = await deliver(record('a', '{"n":1}'), record('b', '{"n":2}'), record('c', '{"n":3}'));

  expect(failures).toEqual([{ itemIdentifier: 'b' }]);
  expect(given).toEqual([]);
});

test.each([['not JSON'], ['{"n":"x"}'], ['null']])(
  '%s goes to the dead letters as malformed',
  async (body) => {
    const { deliver, given } = consumerOf(async () => 'done');

    expect(await deliver(record('a', body))).toEqual([]);
    expect(given).toEqual([{ id: 'a', reason: 'malformed' }]);
  },
);

test('what the business calls poison goes to the dead letters as over age', async () => {
  const { deliver, given } = consumerOf(async () => 'poison');

  await deliver(record('a', '{"n":1}'));

  expect(given).toEqual([{ id: 'a', reason: 'over_age' }]);
});

test('a message on which our own code stumbles again and again goes to the dead letters', async () => {
  const { deliver, given } = consumerOf(() => Promise.reject(new TypeError('bug')));

  expect(await deliver(record('a', '{"n":1}', 4))).toEqual([{ itemIdentifier: 'a' }]);
  expect(await deliver(record('a', '{"n":1}', 5))).toEqual([]);
  expect(given).toEqual([{ id: 'a', reason: 'handler_failed' }]);
});

test('a dependency that is down never makes a message poison', async () => {
  const { deliver, given } = consumerOf(() => Promise.reject(new AppError('dependency_timeout', 'slow')));

  expect(await deliver(record('a', '{"n":1}', 500))).toHaveLength(1);
  expect(given).toEqual([]);
});

test('a dead letter that cannot be kept comes back', async () => {
  const { deliver } = consumerOf(async () => 'done');

  expect(await deliver(record('undeliverable', 'not JSON'))).toEqual([{ itemIdentifier: 'undeliverable' }]);
});

test('the request id of the sender goes on', async () => {
  const seen: (string | undefined)[] = [];
  const { deliver } = consumerOf(async () => {
    seen.push(currentRequestId());
    return 'done';
  });

  await deliver(record('a', '{"n":1}', 1, 'request-1'), record('b', '{"n":2}'));

  expect(seen).toEqual(['request-1', 'b']);
});

const REFUSE = { id: 'refuse', point: 'order.consumer', mode: 'exception' };

test('each batch reads the switches, once for all of its messages', async () => {
  let reads = 0;
  let text = '{}';
  const get = async () => {
    reads++;
    return { text, version: reads, modifiedAt: Date.now() };
  };
  const { faults } = createFaults('order', { get, put: async () => 1 });
  const handled: string[] = [];
  const { deliver } = consumerOf(
    async (n) => {
      handled.push(`${n}`);
      return 'done';
    },
    { faults },
  );

  await deliver(record('a', '{"n":1}'), record('b', '{"n":2}'));
  text = JSON.stringify({ rules: [REFUSE] });
  const answer = await deliver(record('c', '{"n":3}'));

  expect(handled).toEqual(['1', '2']);
  expect(answer).toEqual([{ itemIdentifier: 'c' }]);
  expect(reads).toBe(2);
});

test('hits are counted before the environment may freeze', async () => {
  const add = vi.fn(async (_: Hits) => {});
  const hits = { ...NO_HITS, add };
  const injected = createFaults('order', parameterOf({ rules: [REFUSE] }), { hits, freezes: true });
  const { deliver } = consumerOf(async () => 'done', injected);

  await deliver(record('a', '{"n":1}'), record('b', '{"n":2}'));

  expect(add.mock.calls.map((hits) => Object.entries(hits[0] ?? {}))).toEqual([
    [[expect.stringMatching(/^refuse~/), 2]],
  ]);
});

test('the rules of a message act on it and on no other, and go on with what it sends', async () => {
  const rules = [
    { id: 'header-1', point: 'order.consumer', mode: 'exception', match: { attempt: 1 } },
    { id: 'header-2', point: 'restaurant.*', mode: 'exception' },
  ].map((rule) => ({
    ...rule,
    set_at: new Date().toISOString(),
    expires_at: new Date(Date.now() + 60_000).toISOString(),
  }));
  const sent: Record<string, string>[] = [];
  const { deliver } = consumerOf(async () => {
    sent.push(outgoingHeaders(0));
    return 'done';
  });
  const carrying = (id: string, receiveCount: number) => {
    const plain = record(id, '{"n":1}', receiveCount, 'r');
    const baggage = {
      stringValue: `a=1,chaos=${encodeURIComponent(JSON.stringify(rules))}`,
      dataType: 'String',
    };
    return { ...plain, messageAttributes: { ...plain.messageAttributes, baggage } };
  };

  expect(await deliver(carrying('a', 1), record('b', '{"n":2}'))).toEqual([{ itemIdentifier: 'a' }]);
  expect(await deliver(carrying('a', 2))).toEqual([]);
  expect(sent).toEqual([{}, { baggage: expect.stringMatching(/^chaos=.*header-2/), 'x-chaos-attempt': '2' }]);
});
