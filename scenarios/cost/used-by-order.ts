import { ATTRIBUTE } from '#shared/telemetry/conventions';
import type { TraceSpan } from '#shared/telemetry/otlp/read-item';
import { AWS_MEMORY_MIB } from '#stacks/aws-sizes';
import type { PRICES } from './prices.ts';

/** How much of each priced unit was used. */
export type Used = Readonly<Record<keyof typeof PRICES, number>>;

export type CostSpan = Pick<
  TraceSpan,
  'spanId' | 'parentSpanId' | 'traceId' | 'kind' | 'durationMs' | 'attributes' | 'links'
>;

const MIB_PER_GB = 1_024;
const MS_PER_SECOND = 1_000;
/** The writes of a transaction count twice. */
const IN_TRANSACTION = 2;
/** Indexes of a table, each of which takes a unit of every write of an order. */
export const INDEXES: Readonly<Record<string, number>> = { orders: 1 };
/** Tables that only the faults use, so that orders do not pay for them. */
const OF_FAULTS = /fault-hits$/;

const NOTHING: Used = {
  ...{ apiCalls: 0, invocations: 0, gbSeconds: 0, writeUnits: 0, readUnits: 0, queueRequests: 0 },
};

export const sumOf = (parts: readonly Partial<Used>[]): Used =>
  parts.reduce<Used>(
    (sum, part) => ({
      apiCalls: sum.apiCalls + (part.apiCalls ?? 0),
      invocations: sum.invocations + (part.invocations ?? 0),
      gbSeconds: sum.gbSeconds + (part.gbSeconds ?? 0),
      writeUnits: sum.writeUnits + (part.writeUnits ?? 0),
      readUnits: sum.readUnits + (part.readUnits ?? 0),
      queueRequests: sum.queueRequests + (part.queueRequests ?? 0),
    }),
    NOTHING,
  );

/** What the spans of a request used. */
export const usedBy = (spans: readonly CostSpan[]): Used => sumOf(spans.map(usedBySpan));

/** What an order used of an invocation that received its message, perhaps with messages of others. */
export function usedByRecovery(spans: readonly CostSpan[], orderTrace: string): Used {
  const receive = spans.find(({ kind }) => kind === 'CONSUMER');
  const messages = numberIn(receive, ATTRIBUTE.messagingBatchCount) || 1;
  const own = spans.filter(({ links }) => links.some(({ traceId }) => traceId === orderTrace));
  const below = belowAny(
    spans,
    own.map(({ spanId }) => spanId),
  );
  const invocation = {
    invocations: 1 / messages,
    gbSeconds: gbSecondsOf(receive?.durationMs ?? 0) / messages,
    // one receives, one deletes
    queueRequests: 2 / messages,
  };
  return sumOf([invocation, usedBy(below)]);
}

function usedBySpan({ kind, durationMs, attributes }: CostSpan): Partial<Used> {
  if (kind === 'SERVER') {
    if (attributes[ATTRIBUTE.emulator] === 'gateway') return { apiCalls: 1 };
    return { invocations: 1, gbSeconds: gbSecondsOf(durationMs) };
  }
  if (kind === 'PRODUCER') return { queueRequests: 1 };
  return attributes[ATTRIBUTE.dbSystem] === 'aws.dynamodb' ? unitsOf(attributes) : {};
}

/** Lambda counts whole milliseconds. */
const gbSecondsOf = (durationMs: number): number =>
  (AWS_MEMORY_MIB / MIB_PER_GB) * (Math.ceil(durationMs) / MS_PER_SECOND);

/** Units of a call, of items of at most 1 kB; reads are consistent. */
function unitsOf(attributes: CostSpan['attributes']): Partial<Used> {
  const table = String(attributes[ATTRIBUTE.dbCollection] ?? '');
  const operation = String(attributes[ATTRIBUTE.dbOperation] ?? '');
  if (OF_FAULTS.test(table)) return {};
  if (['GetItem', 'Query'].includes(operation)) return { readUnits: 1 };
  const [, indexes = 0] = Object.entries(INDEXES).find(([name]) => table.endsWith(`-${name}`)) ?? [];
  if (operation !== 'TransactWriteItems') return { writeUnits: 1 + indexes };
  const items = Number(attributes[ATTRIBUTE.dbBatchSize] ?? 1);
  return { writeUnits: IN_TRANSACTION * items + indexes };
}

function belowAny(spans: readonly CostSpan[], roots: readonly string[]): readonly CostSpan[] {
  const children = Map.groupBy(spans, ({ parentSpanId }) => parentSpanId);
  const of = (id: string): readonly CostSpan[] =>
    (children.get(id) ?? []).flatMap((span) => [span, ...of(span.spanId)]);
  return roots.flatMap(of);
}

const numberIn = (span: CostSpan | undefined, attribute: string): number =>
  Number(span?.attributes[attribute] ?? 0);
