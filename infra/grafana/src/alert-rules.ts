import {
  ATTRIBUTE,
  METRIC,
  type OrderStep,
  type RecoveryOutcome,
  SPAN_NAME,
} from '#shared/telemetry/conventions';
import { FAILED, gaugeName, recordedName, SERVER, SPAN, SPAN_METRICS } from './metric-names.ts';
import { errorShare, increase, is, matches, ownSpans, percentile, series, sum } from './promql.ts';

/** `page`: users are affected now. `ticket`: to be looked at today. */
type Severity = 'page' | 'ticket';

export interface Alert {
  readonly name: string;
  readonly expr: string;
  readonly forSeconds: number;
  readonly severity: Severity;
  readonly summary: string;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Share of a service's calls that may fail. */
const ERROR_BUDGET = 0.01;
/** Multiples of the sustainable speed: at these, 2 % of a month's budget is spent in an hour, or 5 % in six. */
const FAST_BURN = 14.4;
const SLOW_BURN = 6;
const SLOW_SECONDS = 1;
const LONG_LOCK_WAIT_SECONDS = 0.5;
const LEAST_CONFIRMED = 0.8;
const MANY_TRIES = 5;
/** Least number of calls to judge by: with fewer, one failed call could be a page. */
const ENOUGH = 10;

const requests = ownSpans(is(SPAN.kind, SERVER));
const lockWaits = ownSpans(matches(SPAN.name, `${SPAN_NAME.lockMenus}|${SPAN_NAME.lockOperation}`));
const steps = (step: OrderStep): string =>
  series(recordedName(METRIC.orderSteps), [is(ATTRIBUTE.orderStep, step)]);
const recovery = (...outcomes: readonly RecoveryOutcome[]): string =>
  series(recordedName(METRIC.recoveryMessages), [matches(ATTRIBUTE.recoveryOutcome, outcomes.join('|'))]);

export interface AlertOptions {
  /** Divides every duration, so that tests need not wait as long. @default 1 */
  readonly speed?: number;
}

export function alertRules({ speed = 1 }: AlertOptions = {}): readonly Alert[] {
  const within = (seconds: number): string => `${Math.max(1, Math.round(seconds / speed))}s`;
  const forSeconds = (seconds: number): number => Math.round(seconds / speed);
  const burns = (factor: number, long: number, short: number): string => {
    const shares = [long, short].map(
      (seconds) => `${errorShare(requests, [SPAN.service], within(seconds))} > ${factor * ERROR_BUDGET}`,
    );
    const failed = series(SPAN_METRICS.calls, [...requests, is(SPAN.status, FAILED)]);
    return [...shares, enough(failed, [SPAN.service], long)].join('\nand ');
  };
  const enough = (selector: string, by: readonly string[], seconds: number): string =>
    `${sum(increase(selector, within(seconds)), by)} >= ${ENOUGH}`;
  const byRoute = [SPAN.service, ATTRIBUTE.httpRoute];
  const lastMinutes = (selector: string, minutes: number): string =>
    sum(increase(selector, within(minutes * MINUTE)));

  return [
    {
      name: 'ErrorBudgetBurnsFast',
      expr: burns(FAST_BURN, HOUR, 5 * MINUTE),
      forSeconds: forSeconds(MINUTE),
      severity: 'page',
      summary: '{{ $value | humanizePercentage }} of the calls of {{ $labels.service_name }} fail',
    },
    {
      name: 'ErrorBudgetBurnsSlowly',
      expr: burns(SLOW_BURN, 6 * HOUR, 30 * MINUTE),
      forSeconds: forSeconds(15 * MINUTE),
      severity: 'ticket',
      summary: '{{ $value | humanizePercentage }} of the calls of {{ $labels.service_name }} fail, for hours',
    },
    {
      name: 'SlowRequests',
      expr: [
        `${percentile(0.95, requests, byRoute, within(5 * MINUTE))} > ${SLOW_SECONDS}`,
        enough(series(SPAN_METRICS.calls, requests), byRoute, 5 * MINUTE),
      ].join('\nand '),
      forSeconds: forSeconds(2 * MINUTE),
      severity: 'page',
      summary:
        '{{ $labels.service_name }} {{ $labels.http_route }}: one call of twenty takes longer than {{ $value | humanizeDuration }}',
    },
    {
      name: 'OrdersFail',
      expr: `${lastMinutes(steps('confirmed'), 5)} / (${lastMinutes(steps('placed'), 5)} >= ${ENOUGH}) < ${LEAST_CONFIRMED}`,
      forSeconds: forSeconds(2 * MINUTE),
      severity: 'page',
      summary: 'only {{ $value | humanizePercentage }} of the orders placed are confirmed',
    },
    {
      name: 'OrdersStuck',
      expr: `${lastMinutes(recovery('postponed', 'redelivered'), 10)} >= ${MANY_TRIES}`,
      forSeconds: forSeconds(MINUTE),
      severity: 'page',
      summary: 'recovery tried {{ printf "%.0f" $value }} times in vain to bring orders to rest',
    },
    {
      name: 'DeadLetters',
      expr: [
        `${lastMinutes(recovery('dead_letter'), 15)} > 0`,
        `max(${series(gaugeName(METRIC.queueMessages), [matches(ATTRIBUTE.messagingDestination, '.+-dlq')])}) > 0`,
      ].join('\nor '),
      forSeconds: 0,
      severity: 'ticket',
      summary: 'recovery messages moved to the dead-letter queue: {{ printf "%.0f" $value }}',
    },
    {
      name: 'LongLockWaits',
      expr: `${percentile(0.95, lockWaits, [], within(5 * MINUTE))} > ${LONG_LOCK_WAIT_SECONDS}`,
      forSeconds: forSeconds(2 * MINUTE),
      severity: 'ticket',
      summary: 'one order of twenty waits longer than {{ $value | humanizeDuration }} for the rows of a menu',
    },
    {
      name: 'CacheInvalidationsFail',
      expr: `${lastMinutes(recordedName(METRIC.cacheBumpFailed), 5)} > 0`,
      forSeconds: forSeconds(MINUTE),
      severity: 'ticket',
      summary: 'Redis did not take {{ printf "%.0f" $value }} invalidations: readers may see old data',
    },
    {
      name: 'TelemetryLost',
      expr: `${sum(increase(recordedName(METRIC.telemetryDropped), within(5 * MINUTE)), [SPAN.service])} > 0`,
      forSeconds: 0,
      severity: 'ticket',
      summary: '{{ $labels.service_name }} lost {{ printf "%.0f" $value }} spans, log records or data points',
    },
  ];
}
