import { expect, test } from 'vitest';
import type { Sample } from '#load/measure/sample';
import { loadSecond } from './load-second.ts';

const ZEROS = { p50: 0, p95: 0, p99: 0, max: 0 };
const latency_ms = { intended: ZEROS, sent: ZEROS };
const SAMPLE = { seconds: 1, begun: 0, dropped: 0, in_flight: 0, late_ms: ZEROS, cpu_share: 0 };
const of = (more: object) =>
  loadSecond({ ...SAMPLE, all: { ended: 0, outcomes: {}, latency_ms }, ...more } as Sample);

test('where no request ended there is no latency, and where no journey began nothing was late', () => {
  expect(of({})).toMatchObject({
    ...{ ok: 0, p50_ms: null, p95_ms: null, p99_ms: null, sent_p95_ms: null, late_ms: null },
  });
  const all = { ended: 1, outcomes: { '200': 1 }, latency_ms };
  expect(of({ begun: 1, all })).toMatchObject({ ok: 1, p50_ms: 0, sent_p95_ms: 0, late_ms: 0 });
});
