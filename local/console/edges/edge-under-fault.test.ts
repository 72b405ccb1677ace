import { type HrTime, SpanKind } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { beforeEach, expect, test } from 'vitest';
import { via } from '#shared/faults/points/adapter';
import { handlerPoint } from '#shared/faults/points/point';
import type { OtlpSpan } from '#shared/telemetry/otlp/read';
import { SPAN_KINDS } from '#shared/telemetry/otlp/text';
import { withRequestContext } from '#shared/telemetry/request-context';
import { inSpan } from '#shared/telemetry/tracing';
import { createFaults, parameterOf, SUBJECT } from '#tests/support/faults/injected-faults';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';
import { edgesOfRule } from '../faults/edges-of-points.ts';
import { callsOfSpans } from './edge-of-span.ts';

const telemetry = recordTelemetry();
beforeEach(() => telemetry.reset());

const POINT = 'user.users.find';
const CALL = {
  kind: SpanKind.CLIENT,
  attributes: { 'db.system.name': 'aws.dynamodb', 'db.collection.name': 'x-local-users' },
};
/** Less than the reserve of an invocation: no mode waits long. */
const REMAINING_MS = 700;
const NANOS_PER_SECOND = 1_000_000_000n;

const nanos = ([s, ns]: HrTime): string => String(BigInt(s) * NANOS_PER_SECOND + BigInt(ns));
const otlp = (span: ReadableSpan): OtlpSpan => ({
  name: span.name,
  kind: SPAN_KINDS.indexOf(SpanKind[span.kind] as (typeof SPAN_KINDS)[number]),
  spanId: span.spanContext().spanId,
  parentSpanId: span.parentSpanContext?.spanId,
  startTimeUnixNano: nanos(span.startTime),
  endTimeUnixNano: nanos(span.endTime),
  status: { code: span.status.code },
  attributes: Object.entries(span.attributes).map(([key, value]) => ({
    ...{ key, value: { stringValue: String(value) } },
  })),
});

/** One request that calls the store once, under a rule. @returns the calls that the console counts */
async function callsUnder(rule: object) {
  const stored = {
    rules: [{ id: 'x', point: POINT, expires_at: null, set_at: '2020-01-01T00:00:00Z', ...rule }],
  };
  const { faults } = createFaults('user', parameterOf(stored));
  const find = () => inSpan('step', {}, () => inSpan('get', CALL, async () => ({ id: 1 })));
  const { users } = faults.ports({ users: via('dynamodb')({ find }) });
  await faults.refresh();
  const scope = { requestId: 'r', subject: SUBJECT, rules: [], attempt: 1, switches: [] };
  await withRequestContext({ requestId: 'r', remainingMs: () => REMAINING_MS }, () =>
    inSpan('request', {}, () => faults.enter(handlerPoint('user'), scope, () => users.find())),
  ).catch(() => undefined);
  const points = faults.points();
  return callsOfSpans(
    'user',
    telemetry.spans().map(otlp),
    (point, mode) => edgesOfRule(point, mode, points)[0],
  );
}

test.each([
  [{ mode: 'latency', ms: 5 }, [false]],
  [{ mode: 'latency', ms: 5, when: 'after' }, [false]],
  [{ mode: 'timeout' }, [true]],
  [{ mode: 'timeout', when: 'after' }, [true]],
  [{ mode: 'exception' }, [true]],
  [{ mode: 'exception', when: 'after' }, [true]],
  [{ mode: 'wrong_value', kind: 'stale' }, [false]],
  // it is done twice, and so it is two calls
  [{ mode: 'repeat' }, [false, false]],
  // a rule that does not act
  [{ mode: 'latency', ms: 5, percentage: 0 }, [false]],
])('a call under %j is counted as often as it is made', async (rule, failures) => {
  expect((await callsUnder(rule)).map(({ edge, isFailure }) => [edge, isFailure])).toEqual(
    failures.map((isFailure) => ['user-users', isFailure]),
  );
});
