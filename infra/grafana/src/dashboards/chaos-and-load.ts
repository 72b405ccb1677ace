import { ATTRIBUTE, CLIENT_SERVICE, METRIC } from '#shared/telemetry/conventions';
import { dashboard } from '../dashboard.ts';
import { CONSUMER, gaugeName, promName, recordedName, SERVER, SPAN, SPAN_METRICS } from '../metric-names.ts';
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

const requests = ownSpans(is(SPAN.kind, SERVER));
const client = ownSpans(is(SPAN.service, CLIENT_SERVICE));
const invocations = ownSpans(matches(SPAN.kind, `${SERVER}|${CONSUMER}`), isNot(ATTRIBUTE.faasColdStart, ''));
const cold = ownSpans(matches(SPAN.kind, `${SERVER}|${CONSUMER}`), is(ATTRIBUTE.faasColdStart, 'true'));
const queueing = [is(ATTRIBUTE.emulator, 'queue')];
const hit = [...requests, isNot(ATTRIBUTE.chaosFault, '')];
const name = `{{${promName(SPAN.name)}}}`;
const functionName = `{{${promName(ATTRIBUTE.faasName)}}}`;
const fault = `{{${promName(ATTRIBUTE.chaosFault)}}}`;

export const chaosAndLoad = () =>
  dashboard({
    uid: 'food-delivery-chaos',
    title: 'Chaos and load',
    description:
      'Which faults act and on which requests, the effect on clients, and the share of the engine. Faults also mark every time axis.',
    rows: [
      {
        title: 'Faults',
        panels: [
          number({
            title: 'Faults that acted',
            description: 'In the time shown. More than 0: what is slow or failing may be meant to.',
            unit: 'short',
            width: 6,
            limits: { warn: 1 },
            queries: [
              { expr: sum(increase(recordedName(METRIC.chaosInjected), '$__range')), legend: 'faults' },
            ],
          }),
          number({
            title: 'Requests hit',
            description:
              'Share of all requests on which a fault acted. `error` hits half of the user service’s, `payment_fail` the share that was set.',
            unit: 'percentunit',
            width: 6,
            queries: [{ expr: `(${callRate(hit)} or vector(0)) / ${callRate(requests)}`, legend: 'hit' }],
          }),
          number({
            title: 'Cold starts',
            description: 'In the time shown: invocations that were the first of their environment.',
            unit: 'short',
            width: 6,
            queries: [
              {
                expr: `${sum(increase(series(SPAN_METRICS.calls, cold), '$__range'))} or vector(0)`,
                legend: 'cold starts',
              },
            ],
          }),
          number({
            title: 'Telemetry lost',
            description:
              'Spans, log records and data points in the time shown that no collector took. More than 0: the other panels show too little.',
            unit: 'short',
            width: 6,
            limits: { bad: 1 },
            queries: [
              { expr: sum(increase(recordedName(METRIC.telemetryDropped), '$__range')), legend: 'lost' },
            ],
          }),
          lines({
            title: 'Faults a second',
            description: 'By fault and what it did, as the functions count it. The start and end of a drill.',
            unit: 'cps',
            queries: [
              {
                expr: sum(rate(recordedName(METRIC.chaosInjected)), [
                  ATTRIBUTE.chaosFault,
                  ATTRIBUTE.chaosMode,
                ]),
                legend: `${fault}: {{${promName(ATTRIBUTE.chaosMode)}}}`,
              },
            ],
          }),
          lines({
            title: 'Requests by fault',
            description:
              'Requests on which a fault acted, and the untouched. Failures among the untouched show how far the fault spread.',
            unit: 'reqps',
            stacked: true,
            queries: [
              {
                expr: callRate(requests, [SPAN.service, ATTRIBUTE.chaosFault]),
                legend: `{{${promName(SPAN.service)}}} ${fault}`,
              },
            ],
          }),
          lines({
            title: 'Failed, by fault',
            description:
              'Share of server errors among the requests that each fault acted on, and (without a name) among all others.',
            unit: 'percentunit',
            queries: [{ expr: errorShare(requests, [ATTRIBUTE.chaosFault]), legend: `failed ${fault}` }],
          }),
          lines({
            title: '95th percentile, by fault',
            description:
              'How slow the requests were that each fault acted on, and (without a name) all others.',
            unit: 's',
            queries: [
              {
                expr: percentile(0.95, requests, [ATTRIBUTE.chaosFault]),
                legend: `p95 ${fault}`,
                exemplars: true,
              },
            ],
          }),
        ],
      },
      {
        title: 'Clients',
        panels: [
          lines({
            title: 'Rate of clients',
            description:
              'Calls a second that load tools and tests report themselves. Flat while the services’ rate falls: calls are waiting.',
            unit: 'reqps',
            queries: [{ expr: callRate(client, [SPAN.name]), legend: name }],
          }),
          lines({
            title: 'Failed calls of clients',
            description: 'Share by kind of call. Time limits of the client show here and nowhere else.',
            unit: 'percentunit',
            queries: [{ expr: errorShare(client, [SPAN.name]), legend: name }],
          }),
          lines({
            title: 'What clients wait',
            description:
              '50th and 95th percentile of all calls. Higher than the services’ own: queueing before the function, see below.',
            unit: 's',
            queries: [0.5, 0.95].map((share) => ({
              expr: percentile(share, client),
              legend: `p${share * 100}`,
              exemplars: share === 0.95,
            })),
          }),
          traces({
            title: 'Requests on which a fault acted',
            description: 'Newest traces with a fault in them. The span `injected delay` is where it waited.',
            query: `{ span.${ATTRIBUTE.chaosFault} != nil }`,
          }),
        ],
      },
      {
        title: 'Environments and the local engine',
        panels: [
          lines({
            title: 'Cold starts by function',
            description:
              'First invocations a second. A burst when the load starts is normal, a steady line means environments do not survive.',
            unit: 'cps',
            queries: [{ expr: callRate(cold, [ATTRIBUTE.faasName]), legend: functionName }],
          }),
          lines({
            title: 'Cold and warm',
            description:
              '95th percentile of invocations that were the first of their environment (true) and of the others (false).',
            unit: 's',
            queries: [
              {
                expr: percentile(0.95, invocations, [ATTRIBUTE.faasColdStart]),
                legend: `cold: {{${promName(ATTRIBUTE.faasColdStart)}}}`,
              },
            ],
          }),
          lines({
            title: 'Waiting for an environment',
            description:
              'Local engine only. 95th percentile from asked to handed over. Above 10 ms for long: more load than this machine can take.',
            unit: 's',
            limits: { warn: 0.05 },
            queries: [{ expr: percentile(0.95, queueing, [ATTRIBUTE.faasName]), legend: functionName }],
          }),
          lines({
            title: 'Environments',
            description:
              'Local engine only. Each serves one request at a time; while all are busy, calls wait.',
            unit: 'short',
            queries: [
              { expr: sum(gaugeName(METRIC.environments), [ATTRIBUTE.faasName]), legend: functionName },
            ],
          }),
          lines({
            title: 'Telemetry lost by service',
            description:
              'What no collector took, a second, by service and signal. Reported once the collector takes something again.',
            unit: 'cps',
            width: 24,
            limits: { bad: 0.01 },
            queries: [
              {
                expr: sum(rate(recordedName(METRIC.telemetryDropped)), [SPAN.service, ATTRIBUTE.signal]),
                legend: `{{${promName(SPAN.service)}}} {{${promName(ATTRIBUTE.signal)}}}`,
              },
            ],
          }),
        ],
      },
    ],
  });
