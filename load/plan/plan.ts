import * as z from 'zod';
import { JOURNEYS } from '#load/journeys/journeys';
import { keysOf, mapValues } from '#shared/map-values';
import { SERVICES } from '#shared/services';
import { ClientPhases, RatePhases } from './phases.ts';

const MOST_USERS = 10_000;
const MOST_CONNECTIONS = 20_000;
const MOST_RETRIES = 20;
const MOST_FAILURES = 1_000;
const HOUR_MS = 3_600_000;

const WEIGHTS = { error: `weights above 0 of ${keysOf(JOURNEYS).join(', ')}` };
const headers = z.record(z.string(), z.string());
const ms = z.number().nonnegative().max(HOUR_MS);
const weight = z.number().nonnegative().max(1_000_000);

/** Everything that a load is, as plain data: the same plan with the same seed begins the same journeys at the same times. */
export const Plan = z.strictObject({
  /** Addresses of the services. */
  urls: z.strictObject(
    mapValues(SERVICES, () => z.url({ protocol: /^https?$/, error: 'the address of a service' })),
  ),
  seed: z.int().nonnegative().default(1),
  loop: z.discriminatedUnion(
    'kind',
    [
      z.strictObject({
        /** Journeys begin when they are due, however long the answers to earlier ones take. */
        kind: z.literal('open'),
        arrival: z.enum(['even', 'poisson']).default('even'),
        phases: RatePhases,
      }),
      z.strictObject({
        /** Each client begins a journey when its last one has ended and it has thought. */
        kind: z.literal('closed'),
        phases: ClientPhases,
      }),
    ],
    { error: 'open, closed' },
  ),
  /** Weight of each journey. */
  journeys: z
    .partialRecord(z.enum(keysOf(JOURNEYS)), weight, WEIGHTS)
    .refine((weights) => Object.values(weights).some((each) => each > 0), WEIGHTS),
  /** The menus that are ordered and looked at. */
  menus: z
    .strictObject({
      /** Exponent of Zipf's distribution: 0 for all menus alike, 1 and more for hot ones. */
      zipf: z.number().nonnegative().max(10).default(0),
      /** The first menus only. @default the first page of the list, which is the most */
      menus: z.int().positive().optional(),
    })
    .prefault({}),
  /** Users that are signed up before the load begins and place the orders. */
  users: z.int().positive().max(MOST_USERS).default(16),
  /** Mean time between the steps of a journey, and in the closed loop between journeys; drawn from half of it to one and a half. */
  think_ms: ms.default(0),
  /** Sent with each request. */
  headers: headers.default({}),
  /** The most connections; requests wait for one. @default as many as there are requests */
  connections: z.int().positive().max(MOST_CONNECTIONS).optional(),
  /** The most requests under way or waiting for a connection; journeys that are due then are dropped, and counted. */
  max_in_flight: z.int().positive().max(MOST_CONNECTIONS).default(1_000),
  timeout_ms: ms.min(1).default(30_000),
  /** An order that got no answer, or 409 or 5xx, is sent again under the same key, after a pause that doubles, with full jitter. */
  retries: z
    .strictObject({
      most: z.int().nonnegative().max(MOST_RETRIES).default(0),
      backoff_ms: ms.default(100),
    })
    .prefault({}),
  /** Clients stop asking a service after so many failures in a row, and try one request after a while. @default never */
  breaker: z.strictObject({ failures: z.int().positive().max(MOST_FAILURES), half_open_ms: ms }).optional(),
  /** The most requests of all clients at once to one service; they refuse the others themselves. @default any number */
  bulkhead: z.int().positive().max(MOST_CONNECTIONS).optional(),
  /** Begin of the ids of requests: with the same one and the same seed, requests have the same ids. @default a new one */
  request_ids: z
    .string()
    .regex(/^[\w.-]{1,60}$/, '1 to 60 letters, digits and . _ -')
    .optional(),
  /** Whether orders carry an `Idempotency-Key`; retries need it. */
  idempotency_keys: z.boolean().default(true),
  /** Latency that the load is judged by: the generator's own lateness must be small beside it. */
  latency_limit_ms: ms.default(0),
  /** File for the history of orders, as JSON lines; must not exist or is replaced. */
  history: z.string().min(1).optional(),
});

/** A plan as it is written, without what has a default. */
export type LoadPlan = z.input<typeof Plan>;
/** A plan with all its values. */
export type FullPlan = z.output<typeof Plan>;
