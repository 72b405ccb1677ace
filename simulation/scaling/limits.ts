import { HOTTEST_SHARE } from './popularity.ts';
import { TIMES, UNITS_TO_A_PROCESSOR } from './times.ts';

/** Limits that an order can meet, in the words of the document. */
export const LIMIT_NAMES = {
  stage: "API Gateway: the stage's throttle",
  account: "API Gateway: the account's rate",
  environments: 'Lambda: concurrent executions',
  connections: 'RDS Proxy: connections',
  processors: 'Aurora: processors',
  row: 'PostgreSQL: the row of the hottest menu',
  partition: 'DynamoDB: a partition',
} as const;

export type Limit = keyof typeof LIMIT_NAMES;

export interface Limits {
  /** Calls a second of each service's API. */
  readonly stage: number;
  /** Calls a second of all APIs. */
  readonly account: number;
  /** Environments of all functions. */
  readonly environments: number;
  /** Transactions of PostgreSQL at once. */
  readonly connections: number;
  /** Capacity units of Aurora. */
  readonly processors: number;
  /** Rows among which the stock of one menu is split. */
  readonly row: number;
  /** Partitions of each table and index. */
  readonly partition: number;
}

/** As deployed in an account with the usual quotas; where each is from. */
export const AS_DEPLOYED: Limits = {
  stage: 3_000, // stacks/aws-platform.ts
  account: 10_000, // AWS: quota of an account and region
  environments: 1_000, // AWS: the usual quota; a new account may have 10
  connections: 1_800, // AWS: 2,000 of Aurora below 1 ACU, of which the proxy takes 90 %
  processors: 16, // stacks/constructs/aws-database.ts, in ACU
  row: 1,
  partition: 4, // AWS: a new table on demand takes 4,000 writes a second, 1,000 each
};

/** What an order needs of each limit, so that it can be sized. */
export const NEEDS: Readonly<Record<Limit, { readonly perOrder: number; readonly roundedTo: number }>> = {
  stage: { perOrder: 2, roundedTo: 1_000 }, // the restaurant service is called twice
  account: { perOrder: 4, roundedTo: 1_000 },
  environments: { perOrder: 0.2, roundedTo: 500 }, // seconds of place-order and of what it calls
  connections: { perOrder: 0.02, roundedTo: 500 },
  processors: {
    perOrder: ((TIMES.statement.ms + TIMES.read.ms) / 1_000) * UNITS_TO_A_PROCESSOR,
    roundedTo: 4,
  },
  row: { perOrder: (HOTTEST_SHARE * (TIMES.statement.ms + TIMES.commit.ms)) / 1_000, roundedTo: 1 },
  partition: { perOrder: 2 / 1_000, roundedTo: 1 }, // two writes of an order, and of its place in the index
};

/** What is done about each limit. */
export const CHANGES: Readonly<Record<Limit, (value: number) => string>> = {
  stage: (value) => `throttle of each stage: ${count(value)}/s (\`CALLS_PER_SECOND\`)`,
  account: (value) => `rate of the account: ${count(value)}/s (quota)`,
  environments: (value) => `concurrent executions: ${count(value)} (quota)`,
  connections: (value) => `connections: ${count(value)} (more ACU at least)`,
  processors: (value) => `Aurora: ${count(value)} ACU at most`,
  row: (value) => `stock of a menu in ${count(value)} rows (not built)`,
  partition: (value) => `tables warmed for ${count(value * 1_000)} writes/s`,
};

export const count = (value: number): string => Math.round(value).toLocaleString('en');
