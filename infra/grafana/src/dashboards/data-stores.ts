import { ATTRIBUTE, METRIC, SPAN_NAME } from '#shared/telemetry/conventions';
import { dashboard } from '../dashboard.ts';
import { CLIENT, FAILED, promName, recordedName, SPAN } from '../metric-names.ts';
import { lines, number, traces } from '../panels.ts';
import {
  callRate,
  errorShare,
  increase,
  is,
  isNot,
  matches,
  ownSpans,
  percentile,
  rate,
  series,
  sum,
} from '../promql.ts';

const store = (system: string): string[] => ownSpans(is(SPAN.kind, CLIENT), is(ATTRIBUTE.dbSystem, system));
const postgres = store('postgresql');
const redis = store('redis');
const dynamodb = store('aws.dynamodb');
const lockWaits = ownSpans(matches(SPAN.name, `${SPAN_NAME.lockMenus}|${SPAN_NAME.lockOperation}`));
const statement = `{{${promName(SPAN.name)}}}`;
const cache = `{{${promName(ATTRIBUTE.cacheName)}}}`;

const reads = (...states: readonly string[]): string =>
  series(recordedName(METRIC.cacheReads), [matches(ATTRIBUTE.cacheState, states.join('|'))]);
const hitRatio = (by: readonly string[]): string =>
  `${sum(rate(reads('hit')), by)} / (${sum(rate(reads('hit', 'miss', 'bypass')), by)} > 0)`;

export const dataStores = () =>
  dashboard({
    uid: 'food-delivery-stores',
    title: 'Data stores',
    description:
      'PostgreSQL (menus and stock), Redis (caches) and DynamoDB (users, orders, payments), as the functions see them.',
    rows: [
      {
        title: 'At a glance',
        panels: [
          number({
            title: 'Lock wait',
            description:
              '95th percentile of the wait for row locks on menus, measured by PostgreSQL. High: many orders want the same menu.',
            unit: 's',
            width: 6,
            limits: { warn: 0.1, bad: 0.5 },
            queries: [{ expr: percentile(0.95, lockWaits), legend: 'p95' }],
          }),
          number({
            title: 'Cache hits',
            description:
              'Share of the reads that Redis answered. Low right after a start or with many changes; near 0 for long: it does not answer.',
            unit: 'percentunit',
            width: 6,
            queries: [{ expr: hitRatio([]), legend: 'hits' }],
          }),
          number({
            title: 'Reads that passed Redis by',
            description:
              'In the time shown. Redis did not answer in time, and the store behind took the read. 0 unless Redis is down.',
            unit: 'short',
            width: 6,
            limits: { warn: 1 },
            queries: [{ expr: sum(increase(reads('bypass'), '$__range')), legend: 'passed by' }],
          }),
          number({
            title: 'Invalidations that failed',
            description:
              'In the time shown. Redis did not take one, so readers may have seen old data until its time to live.',
            unit: 'short',
            width: 6,
            limits: { warn: 1 },
            queries: [
              { expr: sum(increase(recordedName(METRIC.cacheBumpFailed), '$__range')), legend: 'failed' },
            ],
          }),
        ],
      },
      {
        title: 'PostgreSQL',
        panels: [
          lines({
            title: 'Statements a second',
            description:
              'By statement. `reserve_inventory` follows the orders placed; `release_inventory` what is given back.',
            unit: 'reqps',
            queries: [{ expr: callRate(postgres, [SPAN.name]), legend: statement }],
          }),
          lines({
            title: '95th percentile by statement',
            description:
              'Lock waits included. Compare with the next panel: the difference is work, the rest is waiting for others.',
            unit: 's',
            queries: [{ expr: percentile(0.95, postgres, [SPAN.name]), legend: statement, exemplars: true }],
          }),
          lines({
            title: 'Wait for row locks',
            description:
              '50th, 95th and 99th percentile. Grows with orders for one menu and not with orders as such; the alert fires at 500 ms.',
            unit: 's',
            limits: { warn: 0.5 },
            queries: [0.5, 0.95, 0.99].map((share) => ({
              expr: percentile(share, lockWaits),
              legend: `p${share * 100}`,
              exemplars: share === 0.95,
            })),
          }),
          lines({
            title: 'Failed statements',
            description:
              'Share by statement: time limits, refused connections, deadlocks. Sold out is an answer and no failure.',
            unit: 'percentunit',
            limits: { warn: 0.01 },
            queries: [{ expr: errorShare(postgres, [SPAN.name]), legend: statement }],
          }),
          traces({
            title: 'Long waits for a lock',
            description: 'Newest traces with a wait of more than 100 ms for the rows of a menu.',
            query: `{ span.${ATTRIBUTE.lockWaitMs} > 100 }`,
          }),
          traces({
            title: 'Slow statements',
            description: 'Newest traces with a statement of more than 250 ms.',
            query: `{ span.${ATTRIBUTE.dbSystem} = "postgresql" && duration > 250ms }`,
          }),
        ],
      },
      {
        title: 'Redis',
        panels: [
          lines({
            title: 'Cache hits by cache',
            description:
              'Share of the reads that found what they looked for. `menus` falls with each change of stock, since that makes the list old.',
            unit: 'percentunit',
            queries: [{ expr: hitRatio([ATTRIBUTE.cacheName]), legend: cache }],
          }),
          lines({
            title: 'Reads by outcome',
            description:
              '`bypass` instead of hits and misses: Redis does not answer. Then PostgreSQL and DynamoDB carry every read.',
            unit: 'reqps',
            stacked: true,
            queries: [
              {
                expr: sum(rate(recordedName(METRIC.cacheReads)), [ATTRIBUTE.cacheName, ATTRIBUTE.cacheState]),
                legend: `${cache} {{${promName(ATTRIBUTE.cacheState)}}}`,
              },
            ],
          }),
          lines({
            title: '95th percentile by command',
            description:
              'Below 5 ms when all is well. A cache that is slower than its store is worse than none.',
            unit: 's',
            queries: [{ expr: percentile(0.95, redis, [SPAN.name]), legend: statement }],
          }),
          lines({
            title: 'Failed commands and invalidations',
            description: 'Failed commands a second, and invalidations that Redis did not take.',
            unit: 'cps',
            queries: [
              { expr: sum(rate(recordedName(METRIC.cacheBumpFailed))), legend: 'invalidations' },
              {
                expr: `${callRate([...redis, is(SPAN.status, FAILED)])} or 0 * ${callRate(redis)}`,
                legend: 'commands',
              },
            ],
          }),
        ],
      },
      {
        title: 'DynamoDB',
        panels: [
          lines({
            title: 'Operations a second',
            description: 'By operation and table. One order is a handful; many more: something is repeated.',
            unit: 'reqps',
            queries: [
              {
                expr: callRate(dynamodb, [ATTRIBUTE.dbOperation, ATTRIBUTE.dbCollection]),
                legend: `{{${promName(ATTRIBUTE.dbOperation)}}} {{${promName(ATTRIBUTE.dbCollection)}}}`,
              },
            ],
          }),
          lines({
            title: '95th percentile by operation',
            description: 'By operation and table. `TransactWriteItems` is the slowest by nature.',
            unit: 's',
            queries: [
              {
                expr: percentile(
                  0.95,
                  [...dynamodb, isNot(ATTRIBUTE.dbOperation, '')],
                  [ATTRIBUTE.dbOperation, ATTRIBUTE.dbCollection],
                ),
                legend: `{{${promName(ATTRIBUTE.dbOperation)}}} {{${promName(ATTRIBUTE.dbCollection)}}}`,
                exemplars: true,
              },
            ],
          }),
          lines({
            title: 'Failed operations',
            description: 'Share by operation. A condition that does not hold is an answer, and no failure.',
            unit: 'percentunit',
            width: 24,
            queries: [
              {
                expr: errorShare(dynamodb, [ATTRIBUTE.dbOperation]),
                legend: `{{${promName(ATTRIBUTE.dbOperation)}}}`,
              },
            ],
          }),
        ],
      },
    ],
  });
