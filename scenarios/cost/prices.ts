/** Price of a unit, on demand and without a free tier, in the first step of prices by volume. */
export interface Price {
  readonly service: string;
  /** What is counted. */
  readonly unit: string;
  readonly usdPerMillion: number;
  /** Page of the vendor that has it. */
  readonly source: string;
  /** Last day on which it was seen. */
  readonly seenOn: string;
}

export const REGION = 'us-east-1';

/** Prices of what the stage `aws` deploys: REST APIs, functions on ARM, tables billed per request, standard queues. */
export const PRICES = {
  apiCalls: {
    service: 'API Gateway (REST)',
    unit: 'calls',
    usdPerMillion: 3.5,
    source: 'https://aws.amazon.com/api-gateway/pricing/',
    seenOn: '2025-12-02',
  },
  invocations: {
    service: 'Lambda',
    unit: 'requests',
    usdPerMillion: 0.2,
    source: 'https://aws.amazon.com/lambda/pricing/',
    seenOn: '2026-05-11',
  },
  gbSeconds: {
    service: 'Lambda (ARM)',
    unit: 'GB-seconds',
    usdPerMillion: 13.3334,
    source: 'https://aws.amazon.com/lambda/pricing/',
    seenOn: '2026-05-11',
  },
  writeUnits: {
    service: 'DynamoDB',
    unit: 'write units',
    usdPerMillion: 0.625,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    seenOn: '2025-07-21',
  },
  readUnits: {
    service: 'DynamoDB',
    unit: 'read units',
    usdPerMillion: 0.125,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    seenOn: '2025-07-21',
  },
  queueRequests: {
    service: 'SQS',
    unit: 'requests',
    usdPerMillion: 0.4,
    source: 'https://aws.amazon.com/sqs/pricing/',
    seenOn: '2026-03-14',
  },
} as const satisfies Readonly<Record<string, Price>>;

/** What an order costs beside that; part of each estimate. */
export const NOT_INCLUDED = [
  'Aurora and RDS Proxy',
  'ElastiCache',
  'NAT gateways and data transfer',
  'logs, traces and alarms',
  'starts of environments',
  'polls of an empty queue',
  'storage',
] as const;
