import * as z from 'zod';

const MAX_SECONDS = 86_400;
const MAX_RATE = 100_000;
const MAX_CLIENTS = 10_000;
const MAX_LINE_MS = 600_000;

const ms = z.number().nonnegative().max(MAX_LINE_MS);

/** Requests whose bytes go to and fro slowly: drawn for each request. */
const SlowLines = z.strictObject({
  percent: z.number().min(0).max(100),
  /** How long the body takes to be sent, in pieces. */
  send_ms: ms.default(0),
  /** How long the answer is left unread. */
  read_ms: ms.default(0),
});
export type SlowLines = z.infer<typeof SlowLines>;

/** Facts of every phase. */
const COMMON = {
  /** Name of the section of the result that begins here. @default the kind */
  name: z.string().min(1).max(60).optional(),
  seconds: z.number().positive().max(MAX_SECONDS),
  /** Sent with each request of the journeys that begin in this phase, beside those of the plan: `x-chaos`. */
  headers: z.record(z.string(), z.string()).optional(),
  /** Some of the requests that are sent in this phase go over a slow line. */
  slow_lines: SlowLines.optional(),
};
const rate = z.number().nonnegative().max(MAX_RATE);
const KINDS = { error: 'steady, soak, ramp, spike' };
const clients = z.int().nonnegative().max(MAX_CLIENTS);

const ramp = <Level extends z.ZodType<number>>(level: Level) =>
  z.strictObject({ kind: z.literal('ramp'), ...COMMON, from: level, to: level });
/** `soak` is a `steady` that is meant to last. */
const STEADY = { kind: z.enum(['steady', 'soak']), ...COMMON };
/** The peak stands in the middle of the phase. */
const SPIKE = {
  kind: z.literal('spike'),
  ...COMMON,
  /** @default a third of the phase */
  peak_seconds: z.number().positive().max(MAX_SECONDS).optional(),
};

/** Phases of an open loop: journeys that begin per second. */
export const RatePhases = z
  .array(
    z.discriminatedUnion(
      'kind',
      [z.strictObject({ ...STEADY, rate }), ramp(rate), z.strictObject({ ...SPIKE, rate, peak: rate })],
      KINDS,
    ),
  )
  .min(1);

/** Phases of a closed loop: clients, each of which begins a journey when its last one has ended. */
export const ClientPhases = z
  .array(
    z.discriminatedUnion(
      'kind',
      [
        z.strictObject({ ...STEADY, clients }),
        ramp(clients),
        z.strictObject({ ...SPIKE, clients, peak: clients }),
      ],
      KINDS,
    ),
  )
  .min(1);

type RatePhase = z.infer<typeof RatePhases>[number];
type ClientPhase = z.infer<typeof ClientPhases>[number];
export type Phase = RatePhase | ClientPhase;
