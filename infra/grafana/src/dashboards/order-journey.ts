import {
  ATTRIBUTE,
  METRIC,
  type OrderStep,
  type RecoveryOutcome,
  SPAN_NAME,
} from '#shared/telemetry/conventions';
import { dashboard } from '../dashboard.ts';
import { gaugeName, promName, recordedName, SERVER, SPAN } from '../metric-names.ts';
import { lines, number, traces } from '../panels.ts';
import { errorShare, increase, is, matches, ownSpans, percentile, rate, series, sum } from '../promql.ts';

const RANGE = '$__range';
const steps = (...names: readonly OrderStep[]): string =>
  series(recordedName(METRIC.orderSteps), [matches(ATTRIBUTE.orderStep, names.join('|'))]);
const recovery = (...outcomes: readonly RecoveryOutcome[]): string =>
  series(recordedName(METRIC.recoveryMessages), [matches(ATTRIBUTE.recoveryOutcome, outcomes.join('|'))]);
const stepRate = (...names: readonly OrderStep[]): string =>
  sum(rate(steps(...names)), [ATTRIBUTE.orderStep]);
const step = `{{${promName(ATTRIBUTE.orderStep)}}}`;
const placing = ownSpans(is(SPAN.service, 'order'), is(SPAN.kind, SERVER), is(SPAN.name, 'POST /orders'));
const inspecting = ownSpans(is(SPAN.name, SPAN_NAME.inspectMessage));

const counted = (title: string, name: OrderStep, description: string, isBad = false) =>
  number({
    title,
    description,
    unit: 'short',
    width: 3,
    ...(isBad && { limits: { warn: 1 } }),
    queries: [{ expr: sum(increase(steps(name), RANGE)), legend: name }],
  });

export const orderJourney = () =>
  dashboard({
    uid: 'food-delivery-orders',
    title: 'Order journey',
    description:
      'From placed to rest: what was reserved, paid and confirmed, what was given back, and the work of recovery.',
    rows: [
      {
        title: 'In the time shown',
        panels: [
          counted(
            'Placed',
            'placed',
            'Orders written down, before anything was reserved. Every one must end confirmed, failed or cancelled.',
          ),
          counted(
            'Reserved',
            'reserved',
            'Orders whose stock was set aside. Fewer than placed: sold out, or the restaurant service was slow or down.',
          ),
          counted(
            'Paid',
            'paid',
            'Orders that were charged. Fewer than reserved: declined, or there was no time left.',
          ),
          counted(
            'Declined',
            'declined',
            'Charges that were refused. They fail the order: its stock is released and no money is taken.',
            true,
          ),
          counted('Confirmed', 'confirmed', 'Orders that succeeded: stock reserved, paid, confirmed.'),
          counted(
            'Failed',
            'failed',
            'Orders that ended without success. Compare with declined: the rest is sold out, slow or down.',
            true,
          ),
          counted('Cancelled', 'cancelled', 'Orders that were cancelled after they were confirmed.'),
          counted(
            'Given back',
            'compensated',
            'Orders whose stock and money were returned. Behind failed and cancelled for long: recovery is at work below.',
          ),
        ],
      },
      {
        title: 'The way of an order',
        panels: [
          lines({
            title: 'Steps a second',
            description:
              'Placed, reserved, paid and confirmed lie on each other while all is well. The first gap from the top is the step that breaks.',
            unit: 'cps',
            queries: [{ expr: stepRate('placed', 'reserved', 'paid', 'confirmed'), legend: step }],
          }),
          lines({
            title: 'Ends that are no success',
            description:
              'Failed, declined and cancelled orders a second. `payment_fail` raises declined and failed together, and no server error shows.',
            unit: 'cps',
            queries: [{ expr: stepRate('failed', 'declined', 'cancelled'), legend: step }],
          }),
          lines({
            title: 'Confirmed of those placed',
            description:
              'Share of the orders placed that were confirmed. The alert fires when fewer than 80 % are for 2 minutes.',
            unit: 'percentunit',
            limits: { warn: 0.8 },
            queries: [
              {
                expr: `${sum(rate(steps('confirmed')))} / (${sum(rate(steps('placed')))} > 0)`,
                legend: 'confirmed',
              },
            ],
          }),
          lines({
            title: 'Given back, and owed by then',
            description:
              'Orders that ended without success, beside those settled. Some owe nothing (sold out), so the lines need not meet; given back must not stop.',
            unit: 'cps',
            queries: [
              { expr: sum(rate(steps('failed', 'cancelled'))), legend: 'failed or cancelled' },
              { expr: sum(rate(steps('compensated'))), legend: 'given back' },
            ],
          }),
          lines({
            title: 'Time to place an order',
            description:
              '`POST /orders` with all it calls. Its own limit is 25 s; one call to another service gets 5 s.',
            unit: 's',
            limits: { bad: 1 },
            queries: [0.5, 0.95, 0.99].map((share) => ({
              expr: percentile(share, placing),
              legend: `p${share * 100}`,
              exemplars: share === 0.95,
            })),
          }),
          traces({
            title: 'Orders that could not be placed',
            description:
              'Newest traces of `POST /orders` that failed. Each holds the calls, the statements with their lock waits, and recovery if it acted.',
            query: '{ resource.service.name = "order" && name = "POST /orders" && status = error }',
          }),
        ],
      },
      {
        title: 'Recovery',
        panels: [
          number({
            title: 'Dead letters',
            description:
              'Messages moved to the dead-letter queue in the time shown. Must be 0. `npm run redrive -- --dry-run` lists them.',
            unit: 'short',
            width: 6,
            limits: { bad: 1 },
            queries: [{ expr: sum(increase(recovery('dead_letter'), RANGE)), legend: 'dead letters' }],
          }),
          number({
            title: 'Orders that recovery had to settle',
            description:
              'Orders it failed, cancelled or compensated. Each is one whose invocation died or ran out of time.',
            unit: 'short',
            width: 6,
            limits: { warn: 1 },
            queries: [{ expr: sum(increase(recovery('acted'), RANGE)), legend: 'settled' }],
          }),
          number({
            title: 'Tries that must be repeated',
            description:
              'Messages postponed or delivered again. A few after an outage are normal; a growing number means stuck orders.',
            unit: 'short',
            width: 6,
            limits: { warn: 1, bad: 5 },
            queries: [
              { expr: sum(increase(recovery('postponed', 'redelivered'), RANGE)), legend: 'repeated' },
            ],
          }),
          number({
            title: 'Not decided yet',
            description:
              'Placed in a quarter of an hour up to a minute ago, and neither confirmed nor failed by now. About 0; what stays above is stuck, or its count was lost in a crash.',
            unit: 'short',
            width: 6,
            limits: { warn: 2 },
            queries: [
              {
                expr: `clamp_min(${sum(`increase(${steps('placed')}[15m] offset 1m)`)} - ${sum(increase(steps('confirmed', 'failed'), '16m'))}, 0)`,
                legend: 'not decided',
              },
            ],
          }),
          lines({
            title: 'Recovery messages by outcome',
            description:
              'Each order leaves one after 30 s, so `at_rest` follows the orders placed. `acted` is work, `postponed` and `redelivered` are waiting, `dead_letter` is for you.',
            unit: 'cps',
            queries: [
              {
                expr: sum(rate(recordedName(METRIC.recoveryMessages)), [ATTRIBUTE.recoveryOutcome]),
                legend: `{{${promName(ATTRIBUTE.recoveryOutcome)}}}`,
              },
            ],
          }),
          lines({
            title: 'Messages in the queues',
            description:
              'Of the local engine only, delayed ones included: about 30 s worth of orders. Growing while orders do not: the consumer is stuck.',
            unit: 'short',
            queries: [
              {
                expr: sum(gaugeName(METRIC.queueMessages), [ATTRIBUTE.messagingDestination]),
                legend: `{{${promName(ATTRIBUTE.messagingDestination)}}}`,
              },
            ],
          }),
          lines({
            title: 'Time to recover one message',
            description:
              '95th percentile of handling one message. At rest it is one read; at 10 s a dependency does not answer.',
            unit: 's',
            queries: [{ expr: percentile(0.95, inspecting), legend: 'p95', exemplars: true }],
          }),
          lines({
            title: 'Recovery that failed',
            description:
              'Share of the messages whose handling failed, so that the queue delivers them again. 0 while DynamoDB and the queue answer.',
            unit: 'percentunit',
            limits: { warn: 0.01 },
            queries: [{ expr: errorShare(inspecting), legend: 'failed' }],
          }),
        ],
      },
    ],
  });
