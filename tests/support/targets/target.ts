import { IS_FULL } from '#tests/support/full';

/** Targets of the system tests; docs/targets.md lists the differences. */
export const TARGETS = ['engine', 'localstack', 'ministack', 'url'] as const;
export type TargetName = (typeof TARGETS)[number];

/** Load that a target can bear. The assertions are the same on all targets. */
export interface Target {
  readonly name: TargetName;
  readonly buyers: number;
  /** Number of orders that the buyers place for the same menu. */
  readonly orders: number;
  /** Number of concurrent orders in the other tests under load. */
  readonly meetingOrders: number;
  readonly mostCallsAtOnce: number;
  /** Number of calls that read, in tests that need several environments but no load. */
  readonly readsAtOnce: number;
  /** Number of orders that it answers within their deadlines when they begin at one moment, beside other suites on two processors. */
  readonly ordersAtOnce: number;
  /** Factor of deadlines, and of injected delays that must stand out from the normal time of a call. */
  readonly slowness: number;
  /** Test files that are too demanding for it, or about something else. */
  readonly leftOut: readonly string[];
}

/** Many requests at once, or times that are measured: what one Python process beside other suites is too slow for. */
const LONG_ON_LOCALSTACK = [
  'tests/system/cold-start.test.ts',
  'tests/system/load.test.ts',
  'tests/system/load-generator.test.ts',
  'tests/system/one-environment.test.ts',
  'tests/system/one-request.test.ts',
  'tests/system/repeatable.test.ts',
  'tests/system/rule-refusals.test.ts',
  'tests/system/rules.test.ts',
];

/** What our plugin of LocalStack answers. */
const OF_LOCALSTACK = 'tests/system/not-deployed.test.ts';
const FAST = {
  ...{
    buyers: 32,
    orders: 140,
    meetingOrders: 96,
    mostCallsAtOnce: 60,
    readsAtOnce: 8,
    ordersAtOnce: 8,
    slowness: 1,
  },
  leftOut: [OF_LOCALSTACK],
};

const PROFILES: Readonly<Record<TargetName, Omit<Target, 'name'>>> = {
  engine: FAST,
  url: FAST,
  /** Quick itself, but each concurrent call needs a function environment of its own. */
  ministack: {
    buyers: 8,
    orders: 35,
    meetingOrders: 32,
    mostCallsAtOnce: 8,
    readsAtOnce: 8,
    ordersAtOnce: 8,
    slowness: 4,
    leftOut: [OF_LOCALSTACK],
  },
  /** One Python process on one core, 60 calls a second; each function environment takes 95 MB. */
  localstack: {
    buyers: 4,
    orders: 20,
    meetingOrders: 20,
    mostCallsAtOnce: 4,
    readsAtOnce: 4,
    ordersAtOnce: 2,
    slowness: 4,
    // thousands of requests, some of which LocalStack itself answers with a 5xx
    leftOut: ['tests/system/nasty-input.test.ts', ...(IS_FULL ? [] : LONG_ON_LOCALSTACK)],
  },
};

function targetOf(name: string): Target {
  const known = TARGETS.find((each) => each === name);
  if (!known) throw new Error(`TARGET is ${name}; allowed are ${TARGETS.join(', ')}`);
  return { name: known, ...PROFILES[known] };
}

export const target: Target = targetOf(process.env.TARGET || 'engine');
