import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAULT_IDS, type FaultId } from '#shared/faults/fault-table';
import type { TracedAnswer } from './client.ts';
import { Journey } from './journey.ts';
import { startStack, type TelemetryStack, until } from './stack.ts';
import type { Span } from './telemetry-file.ts';
import { startTracedSystem, type TracedSystem } from './traced-system.ts';
import { label } from './tree.ts';

const DELAY_MS = 20;
/** Limit of calls until an error with a chance of one half is injected: one run in a million would need more. */
const MOST_CALLS = 20;

interface Drill {
  readonly mode: string;
  readonly switchedBy?: { readonly service: string; readonly on: object; readonly off: object };
  /** A call that the fault acts on. */
  act(journey: Journey, token: string): Promise<TracedAnswer>;
  /** Span that has to name it. */
  readonly span: string;
}

const getUser = (journey: Journey, token: string, query = ''): Promise<TracedAnswer> =>
  journey.call('get user', 'GET', `user/users/1${query}`, { token });

const DRILLS: Readonly<Record<FaultId, Drill>> = {
  query_delay: {
    mode: 'latency',
    act: (journey, token) => getUser(journey, token, `?delay=${DELAY_MS}`),
    span: 'server user GET /users/{user_id}',
  },
  delay: {
    mode: 'latency',
    switchedBy: { service: 'user', on: { delay_ms: DELAY_MS }, off: { delay_ms: 0 } },
    act: getUser,
    span: 'server user GET /users/{user_id}',
  },
  error: {
    mode: 'exception',
    switchedBy: { service: 'user', on: { enable: true }, off: { enable: false } },
    async act(journey, token) {
      for (let calls = 1; calls < MOST_CALLS; calls++) {
        const answer = await getUser(journey, token);
        if (answer.status === 500) return answer;
      }
      return getUser(journey, token);
    },
    span: 'server user GET /users/{user_id}',
  },
  inventory_delay: {
    mode: 'latency',
    switchedBy: { service: 'restaurant', on: { delay_ms: DELAY_MS }, off: { delay_ms: 0 } },
    act: (journey, token) => journey.placeOrder(token),
    span: 'server restaurant POST /inventory/reservations',
  },
  payment_fail: {
    mode: 'decline',
    switchedBy: { service: 'order', on: { fail_percent: 100 }, off: { fail_percent: 0 } },
    act: (journey, token) => journey.placeOrder(token),
    span: 'server order POST /orders',
  },
};

describe('a fault that acted', { tags: ['collector', 'prometheus'] }, () => {
  let stack: TelemetryStack;
  let system: TracedSystem;
  let journey: Journey;
  let token: string;

  beforeAll(async () => {
    stack = await startStack();
    system = await startTracedSystem(stack.endpoint);
    journey = new Journey(stack, system);
    token = (await journey.enter()).loggedIn.body.access_token;
  }, 300_000);
  afterAll(async () => {
    await system?.[Symbol.asyncDispose]();
    await stack?.[Symbol.asyncDispose]();
  });

  test.for(FAULT_IDS)('%s shows on its span, among the counts and in the log', async (fault) => {
    const drill = DRILLS[fault];
    const { mode, switchedBy } = drill;
    if (switchedBy) await journey.setFault(switchedBy.service, fault, switchedBy.on);
    const answer = await drill.act(journey, token);
    if (switchedBy) await journey.setFault(switchedBy.service, fault, switchedBy.off);

    const kind = drill.span.split(' ')[0]?.toUpperCase();
    const isMarked = (span: Span): boolean => span.kind === kind && span.attributes['chaos.fault'] === fault;
    const marked = (): Span[] => journey.spansOf(answer).filter(isMarked);
    await until(() => {
      expect(marked().map(label)).toEqual([drill.span]);
      expect(marked()[0]?.attributes).toMatchObject({ 'chaos.fault': fault, 'chaos.mode': mode });
    });

    const named = `chaos_fault="${fault}",chaos_mode="${mode}"`;
    await until(async () =>
      expect(await stack.prometheus.value(`sum(chaos_injected_total{${named}})`)).toBe(1),
    );
    const calls = `sum(traces_span_metrics_calls_total{${named},span_kind="SPAN_KIND_${kind}"})`;
    await until(async () => expect(await stack.prometheus.value(calls)).toBe(1));

    const record = () =>
      stack.file
        .logs()
        .find(({ traceId, attributes }) => traceId === answer.traceId && attributes.fault === fault);
    await until(() => expect(record()).toMatchObject({ body: 'fault injected', attributes: { mode } }));
    expect(record()?.spanId).toBe(marked()[0]?.spanId);
  });
});
