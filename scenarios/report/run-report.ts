import * as z from 'zod';

/** Version of the document; it changes when a member changes its meaning or goes. */
export const REPORT_SCHEMA = 'food-delivery/scenario-report/1';

export const VERDICTS = ['PASS', 'FAIL', 'INCONCLUSIVE', 'ABORTED'] as const;
export const PHASES = ['steady', 'fault', 'recovery', 'settle'] as const;

/** Seconds since the run began, at which the load was first sent. */
const second = z.number().nonnegative();
const count = z.int().nonnegative();
const ms = z.number().nonnegative();

const Check = z.object({
  name: z.string(),
  /** `limit`: a figure against its limit. `data`: the stores. `history`: what clients were answered. `fault`: that it acted. `alert`: whether it fired. `honesty`: that the load was what it claims. */
  kind: z.enum(['limit', 'data', 'history', 'fault', 'alert', 'honesty']),
  claim: z.string(),
  holds: z.boolean(),
  /** How the value must stand to the limit. */
  comparison: z.enum(['at most', 'at least', 'is']),
  value: z.union([z.number(), z.string()]),
  limit: z.union([z.number(), z.string()]),
  unit: z.string(),
  /** Share of the limit that is left, in percent; below 0 where it is violated. Null where it is no number. */
  margin_percent: z.number().nullable(),
  first_violated_s: second.nullable(),
});

const Second = z.object({
  s: second,
  sent: count,
  /** Answers that were right: 2xx, and the refusals that the scenario asks for. */
  ok: count,
  /** Answers that tell the client that it cannot be, such as a declined payment. */
  refused: count,
  /** 5xx, and calls without an answer. */
  failed: count,
  dropped: count,
  in_flight: count,
  /** From the intended send. */
  p50_ms: ms.nullable(),
  p95_ms: ms.nullable(),
  p99_ms: ms.nullable(),
  /** From the actual send. */
  actual_p95_ms: ms.nullable(),
});

const Conserved = z.object({
  s: second,
  /** Portions: what the menus began with and were given, less what was taken without an order. */
  stocked: count,
  sold: count,
  left: z.int(),
  /** Won. */
  charged: count,
  refunded: count,
  /** Totals of orders that keep their charge. */
  owed: count,
  pending: count,
  compensations_due: count,
  dead_letters: count,
});

const Figures = z.object({
  count,
  failed_percent: z.number(),
  p50_ms: ms.nullable(),
  p95_ms: ms.nullable(),
  p99_ms: ms.nullable(),
});

const Span = z.object({
  span_id: z.string(),
  parent_span_id: z.string().nullable(),
  name: z.string(),
  service: z.string(),
  start_ms: z.number(),
  duration_ms: z.number(),
  failed: z.boolean(),
  /** `<rule>@<point>` of the faults that acted on it. */
  hits: z.array(z.string()),
});

/** One run of one scenario: everything that the pages and the comparison show. Times are seconds since its load began. */
export const RunReport = z.object({
  schema: z.literal(REPORT_SCHEMA),
  scenario: z.object({ name: z.string(), summary: z.string() }),
  verdict: z.enum(VERDICTS),
  /** The verdict in a sentence. */
  sentence: z.string(),
  /** The command that repeats the run. */
  command: z.string(),
  seed: z.int(),
  target: z.string(),
  /** The protection that was switched off, in a negative control. */
  unprotected: z.string().nullable(),
  started_at: z.iso.datetime(),
  commit: z.string().nullable(),
  machine: z.object({
    cpus: count,
    model: z.string(),
    memory_bytes: count,
    platform: z.string(),
    node: z.string(),
  }),
  /** The load in words: two runs are compared only where it is the same. */
  load: z.string(),
  phases: z.array(z.object({ name: z.enum(PHASES), from_s: second, to_s: second })),
  faults: z.array(
    z.object({
      id: z.string(),
      service: z.string(),
      rule: z.record(z.string(), z.unknown()),
      from_s: second,
      to_s: second,
      hits: count.nullable(),
    }),
  ),
  checks: z.array(Check),
  seconds: z.array(Second),
  conservation: z.array(Conserved),
  /** Figures per step of a journey, such as `POST /orders`. */
  endpoints: z.array(z.object({ name: z.string(), steady: Figures, fault: Figures, recovery: Figures })),
  /** How orders ended, by status and outcome. */
  ends: z.array(z.object({ end: z.string(), count })),
  /** Those that the scenario names, and others that fired. */
  alerts: z.array(
    z.object({
      name: z.string(),
      expected: z.enum(['fires', 'quiet', 'any']),
      /** Seconds after the begin of the fault at which it must fire at the latest. */
      within_s: second.nullable().default(null),
      /** When it began to fire; null where it did not, or where alerts were not observed. */
      fired_s: second.nullable(),
      /** It fired before the fault began, and is not judged. */
      fired_before: z.boolean().default(false),
    }),
  ),
  /** Until when alerts were observed; null where they were not. */
  alerts_until_s: second.nullable().default(null),
  /** What 1,000 orders would cost on AWS; null where it is not known what they use. */
  cost: z
    .object({
      region: z.string(),
      /** Orders whose traces the estimate rests on. */
      orders_read: count,
      usd_per_1000_orders: z.number(),
      lines: z.array(
        z.object({
          service: z.string(),
          unit: z.string(),
          per_order: z.number(),
          usd_per_million: z.number(),
          /** Of 1,000 orders. */
          usd: z.number(),
          /** Day on which the price was last seen at the source. */
          price_seen_on: z.iso.date(),
          source: z.url(),
        }),
      ),
      not_included: z.array(z.string()),
    })
    .nullable()
    .default(null),
  traces: z.array(
    z.object({ trace_id: z.string(), kind: z.enum(['worst', 'typical']), spans: z.array(Span) }),
  ),
  oracle: z
    .object({
      holds: z.boolean(),
      rules: z.array(
        z.object({
          name: z.string(),
          claim: z.string(),
          checked: count,
          violations: z.array(z.object({ subject: z.string(), expected: z.string(), found: z.string() })),
        }),
      ),
    })
    .nullable(),
  honesty: z.object({
    generator_cpu_percent: z.number(),
    late_p99_ms: ms,
    dropped_percent: z.number(),
    /** CPU of the system's processes per order, where the target is on this machine. */
    system_cpu_ms_per_order: ms.nullable(),
    cpu: z.array(z.object({ process: z.string(), cpu_ms: ms })),
    /** Environments of functions that started while there was load; null where that is not known. */
    cold_starts: count.nullable(),
    /** Calls of functions and tries at DynamoDB that were refused because there were too many; null where that is not known. */
    throttles: count.nullable(),
  }),
});
export type RunReport = z.infer<typeof RunReport>;
export type ReportedCheck = z.infer<typeof Check>;
export type ReportedSecond = z.infer<typeof Second>;
export type Conservation = z.infer<typeof Conserved>;
export type VerdictWord = (typeof VERDICTS)[number];
