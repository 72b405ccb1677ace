/** A mean time in milliseconds, and where it is from. */
interface Time {
  readonly ms: number;
  readonly what: string;
  readonly source: 'measured here' | 'AWS' | 'estimate';
}

/** Share of a processor that a function of 1,024 MiB has: AWS gives a whole one at 1,769 MiB. */
const PROCESSOR_SHARE = 1_024 / 1_769;
const computed = (cpuMs: number): number => cpuMs / PROCESSOR_SHARE;

/**
 * Processor times per order are those of `npm run bench -- --only place-order --parts` on 2026-11-30, on two cores with other work (load average 6 to
 * 8); those of functions are divided by their share of a processor. The 0.77 ms of PostgreSQL are split by hand.
 */
export const TIMES = {
  placeOrder: {
    ms: computed(8.9),
    what: 'place-order: its own code, 8.9 ms of a processor',
    source: 'measured here',
  },
  validate: { ms: computed(1.8), what: 'validate-token: 1.8 ms of a processor', source: 'measured here' },
  getMenu: { ms: computed(1.4), what: 'get-menu: 1.4 ms of a processor', source: 'measured here' },
  reserve: { ms: computed(2.1), what: 'reserve-inventory: 2.1 ms of a processor', source: 'measured here' },
  statement: { ms: 0.65, what: 'PostgreSQL: a reservation, of a processor', source: 'measured here' },
  read: { ms: 0.12, what: 'PostgreSQL: one menu read, of a processor', source: 'measured here' },
  gateway: { ms: 10, what: 'API Gateway, TLS and the network, per call', source: 'estimate' },
  dynamodb: { ms: 5, what: 'a call of DynamoDB: "single-digit milliseconds"', source: 'AWS' },
  write: { ms: 1, what: 'a partition of DynamoDB: 1,000 write units a second', source: 'AWS' },
  sqs: { ms: 10, what: 'a message sent to SQS', source: 'estimate' },
  valkey: { ms: 1, what: 'a call of Valkey', source: 'estimate' },
  commit: {
    ms: 3,
    what: 'a commit of Aurora: three zones, 2 to 5 ms; the row is locked meanwhile',
    source: 'estimate',
  },
} as const satisfies Record<string, Time>;

/** How long something waits for a limit before it is refused. */
export const PATIENCE = {
  row: { ms: 4_000, what: "a row's lock: `lock_timeout` of the role" },
  connection: { ms: 3_000, what: 'a connection: `borrowTimeout` of the proxy' },
  partition: { ms: 1_000, what: 'a partition: the tries of a client' },
} as const;

/** Capacity units of Aurora to one processor. AWS publishes 2 GiB a unit; 8 GiB to a processor are assumed. */
export const UNITS_TO_A_PROCESSOR = 4;
