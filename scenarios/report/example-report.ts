import { costOf } from '../cost/estimate.ts';
import { REPORT_SCHEMA, type ReportedCheck, type RunReport } from './run-report.ts';

/** A check of an example, which holds unless told otherwise. */
export const exampleCheck = (changes: Partial<ReportedCheck> = {}): ReportedCheck => ({
  name: 'fault: p95',
  kind: 'limit',
  claim: 'from the intended send until the answer',
  comparison: 'at most',
  holds: true,
  value: 120,
  limit: 500,
  unit: 'ms',
  margin_percent: 76,
  first_violated_s: null,
  ...changes,
});

const FIGURES = { count: 50, failed_percent: 0, p50_ms: 20, p95_ms: 80, p99_ms: 120 };

/** A run as tests of its forms need one. */
export const exampleReport = (changes: Partial<RunReport> = {}): RunReport => ({
  schema: REPORT_SCHEMA,
  scenario: { name: 'payment-failure', summary: 'Three payments in ten are declined.' },
  verdict: 'PASS',
  sentence: 'payment-failure passed: all 1 checks hold.',
  command: 'npm run scenario -- payment-failure --seed 1',
  seed: 1,
  target: 'engine',
  unprotected: null,
  started_at: '2030-01-01T00:00:00.000Z',
  commit: 'abc1234',
  machine: { cpus: 2, model: 'a processor', memory_bytes: 2 ** 34, platform: 'linux 6', node: '24.0.0' },
  load: '10 journeys a second (order) for 5 + 10 + 5 s, 8 users',
  phases: [
    { name: 'steady', from_s: 3, to_s: 8 },
    { name: 'fault', from_s: 9.5, to_s: 19.5 },
    { name: 'recovery', from_s: 21, to_s: 26 },
    { name: 'settle', from_s: 26, to_s: 30 },
  ],
  faults: [
    {
      id: 'scenario-1',
      service: 'order',
      rule: { point: 'order.payments.charge', mode: 'decline', percentage: 30 },
      from_s: 9.3,
      to_s: 20.8,
      hits: 31,
    },
  ],
  checks: [exampleCheck()],
  seconds: Array.from({ length: 26 }, (_, at) => ({
    ...{ s: at + 1, sent: 10, ok: 9, refused: 1, failed: 0, dropped: 0, in_flight: 2 },
    ...{ p50_ms: 20, p95_ms: 80, p99_ms: 120, actual_p95_ms: 70 },
  })),
  conservation: [0, 10, 20].map((s) => ({
    ...{ s, stocked: 300, sold: s * 10, left: 300 - s * 10 },
    ...{
      charged: s * 1_000,
      refunded: 0,
      owed: s * 1_000,
      pending: 1,
      compensations_due: 0,
      dead_letters: 0,
    },
  })),
  endpoints: [{ name: 'place-order (order)', steady: FIGURES, fault: FIGURES, recovery: FIGURES }],
  ends: [{ end: 'confirmed (confirmed, payment completed)', count: 193 }],
  alerts: [
    { name: 'OrdersFail', expected: 'fires', within_s: 420, fired_s: null, fired_before: false },
    { name: 'DeadLetters', expected: 'quiet', within_s: null, fired_s: null, fired_before: false },
  ],
  alerts_until_s: null,
  cost: costOf([
    { apiCalls: 4, invocations: 4.1, gbSeconds: 0.15, writeUnits: 5, readUnits: 2, queueRequests: 1.2 },
  ]),
  traces: [],
  oracle: { holds: true, rules: [{ name: 'stock', claim: 'nothing is lost', checked: 3, violations: [] }] },
  honesty: {
    ...{ generator_cpu_percent: 2, late_p99_ms: 3, dropped_percent: 0, system_cpu_ms_per_order: 15 },
    ...{ cpu: [{ process: 'order/place-order', cpu_ms: 900 }], cold_starts: 4, throttles: 0 },
  },
  ...changes,
});
