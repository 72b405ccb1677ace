import { costOf } from '#scenarios/cost/estimate';
import { climb, type Rung } from './ladder.ts';
import { CHANGES, count, LIMIT_NAMES } from './limits.ts';
import { PER_ORDER, usedWith } from './per-order.ts';
import { PATIENCE, TIMES, UNITS_TO_A_PROCESSOR } from './times.ts';

const LOADS: readonly number[] = [100, 10_000, 1_000_000];
const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;
/** Interval in which an environment reads its switches on AWS, where faults are on. */
const SWITCHES_READ_EVERY_SECONDS = 10;

interface Climbed {
  readonly perMinute: number;
  readonly perSecond: number;
  readonly rungs: readonly Rung[];
  readonly last: Rung;
}

/** The part of docs/scaling.md that the simulation writes. */
export function scalingTables(): string {
  const climbed = LOADS.map(climbAt);
  return [
    '### Which part gives way first',
    ladderTable(climbed),
    '### What each load needs',
    needsTable(climbed),
    '### What it costs',
    costTable(climbed),
    '### Times of the simulation',
    timesTable(),
  ].join('\n\n');
}

function climbAt(perMinute: number): Climbed {
  const perSecond = perMinute / SECONDS_PER_MINUTE;
  const rungs = climb(perSecond);
  return { perMinute, perSecond, rungs, last: rungs.at(-1) as Rung };
}

/** The rows of the first table for the loads that are simulated in seconds. */
export const quickRows = (): readonly string[] =>
  ladderTable(LOADS.slice(0, -1).map(climbAt)).split('\n').slice(2);

function ladderTable(climbed: readonly Climbed[]): string {
  const head = ['orders/min', 'changed before', 'placed', 'p50 / p99 ms', 'hottest row', 'gives way'];
  const rows = climbed.flatMap(({ perMinute, rungs }) =>
    rungs.map(({ changed, limits, outcome, givesWay }) => {
      const refused = Object.values(outcome.refused).reduce((sum, each) => sum + each, 0);
      return [
        count(perMinute),
        changed ? CHANGES[changed](limits[changed]) : 'nothing: as deployed',
        percent(1 - refused / outcome.orders),
        `${count(outcome.p50Ms)} / ${count(outcome.p99Ms)}`,
        `${percent(outcome.busy.row)} busy`,
        givesWay ? LIMIT_NAMES[givesWay] : 'nothing',
      ];
    }),
  );
  return table(head, rows);
}

function needsTable(climbed: readonly Climbed[]): string {
  const row = (what: string, of: (each: Climbed) => number): string[] => [
    what,
    ...climbed.map((each) => {
      const value = of(each);
      return value < 10 ? value.toFixed(1) : count(value);
    }),
  ];
  const times =
    (perOrder: number) =>
    ({ perSecond }: Climbed): number =>
      perOrder * perSecond;
  return table(
    ['', ...climbed.map(({ perMinute }) => `${count(perMinute)} orders/min`)],
    [
      row('orders/s', times(1)),
      row('API Gateway: calls/s', times(PER_ORDER.apiCalls)),
      row('Lambda: environments in use', ({ last }) => last.outcome.environments),
      row('DynamoDB: write units/s', times(PER_ORDER.writeUnits)),
      row('DynamoDB: read units/s', times(PER_ORDER.readUnits)),
      row(
        'DynamoDB: busiest partition, % of 1,000 writes/s',
        ({ last }) => last.outcome.busy.partition * 100,
      ),
      row('SQS: requests/s', times(PER_ORDER.queueRequests)),
      row('PostgreSQL: statements/s', times(PER_ORDER.statements)),
      row('RDS Proxy: connections in use', ({ last }) => last.outcome.connections),
      row('Aurora: capacity units in use', ({ last }) => last.outcome.processors * UNITS_TO_A_PROCESSOR),
      row('ElastiCache: commands/s', times(PER_ORDER.cacheCommands)),
      row(
        'SSM: reads/s where faults are on',
        ({ last }) => last.outcome.environments / SWITCHES_READ_EVERY_SECONDS,
      ),
    ],
  );
}

function costTable(climbed: readonly Climbed[]): string {
  const costs = climbed.map(({ last, perMinute, perSecond }) => {
    const cost = costOf([usedWith(last.outcome.environments / perSecond)]);
    return { lines: cost?.lines ?? [], ordersPerHour: perMinute * MINUTES_PER_HOUR };
  });
  const usdPerHour = (usdPerThousand: number, ordersPerHour: number): string =>
    ((usdPerThousand * ordersPerHour) / 1_000).toLocaleString('en', {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });
  const rows = (costs[0]?.lines ?? []).map(({ service, unit, price_seen_on }, at) => [
    `${service}, ${unit} (price of ${price_seen_on})`,
    ...costs.map(({ lines, ordersPerHour }) => usdPerHour(lines[at]?.usd ?? 0, ordersPerHour)),
  ]);
  const sum = costs.map(({ lines, ordersPerHour }) =>
    usdPerHour(
      lines.reduce((total, { usd }) => total + usd, 0),
      ordersPerHour,
    ),
  );
  return table(
    ['US dollars an hour', ...climbed.map(({ perMinute }) => `${count(perMinute)} orders/min`)],
    [...rows, ['all of these', ...sum]],
  );
}

function timesTable(): string {
  return table(
    ['', 'mean ms', 'source'],
    [
      ...Object.values(TIMES).map(({ what, ms, source }) => [what, ms.toFixed(1), source]),
      ...Object.values(PATIENCE).map(({ what, ms }) => [
        `longest wait for ${what}`,
        count(ms),
        'as deployed',
      ]),
    ],
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(share > 0.9995 ? 0 : 1)} %`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
