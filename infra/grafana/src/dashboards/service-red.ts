import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { dashboard } from '../dashboard.ts';
import { CLIENT, promName, SERVER, SPAN } from '../metric-names.ts';
import { lines, number, traces } from '../panels.ts';
import { callRate, errorShare, is, isNot, matches, ownSpans, percentile } from '../promql.ts';

const chosen = matches(SPAN.service, '$service');
const requests = ownSpans(is(SPAN.kind, SERVER), chosen);
const outgoing = ownSpans(is(SPAN.kind, CLIENT), chosen, isNot(ATTRIBUTE.peerService, ''));
const service = `{{${promName(SPAN.service)}}}`;
const route = `${service} {{${promName(SPAN.name)}}}`;
const call = `${service} → {{${promName(ATTRIBUTE.peerService)}}}`;
const byRoute = [SPAN.service, SPAN.name];
const byCall = [SPAN.service, ATTRIBUTE.peerService];

export const serviceRed = () =>
  dashboard({
    uid: 'food-delivery-red',
    title: 'Service RED',
    description:
      'Rate, errors and duration of the calls that functions answered, without the spans of the local engine.',
    choosesService: true,
    rows: [
      {
        title: 'At a glance',
        panels: [
          number({
            title: 'Requests a second',
            description:
              'Calls of the chosen services, one another’s included. Look for a fall while clients still send.',
            unit: 'reqps',
            width: 6,
            queries: [{ expr: callRate(requests), legend: 'requests' }],
          }),
          number({
            title: 'Failed',
            description:
              'Share of the calls answered with a server error (5xx). Refusals such as sold out are not failures. The error budget is 1 %.',
            unit: 'percentunit',
            width: 6,
            limits: { warn: 0.01, bad: 0.05 },
            queries: [{ expr: errorShare(requests), legend: 'failed' }],
          }),
          number({
            title: '95th percentile',
            description: 'Nineteen of twenty calls were quicker. The alert fires at 1 s for one route.',
            unit: 's',
            width: 6,
            limits: { warn: 0.5, bad: 1 },
            queries: [{ expr: percentile(0.95, requests), legend: 'p95' }],
          }),
          number({
            title: '99th percentile',
            description:
              'What the unlucky wait for. Far above the 95th: cold starts, lock waits, or a fault that hits few.',
            unit: 's',
            width: 6,
            limits: { warn: 1, bad: 3 },
            queries: [{ expr: percentile(0.99, requests), legend: 'p99' }],
          }),
        ],
      },
      {
        title: 'Rate and errors',
        panels: [
          lines({
            title: 'Rate by service',
            description:
              'Calls a second. If one service falls alone, nothing calls it any more, or its callers fail earlier.',
            unit: 'reqps',
            stacked: true,
            queries: [{ expr: callRate(requests, [SPAN.service]), legend: service }],
          }),
          lines({
            title: 'Failed by service',
            description:
              'Share of server errors. Of two that rise together, the one called by the other is the cause.',
            unit: 'percentunit',
            limits: { warn: 0.01, bad: 0.05 },
            queries: [{ expr: errorShare(requests, [SPAN.service]), legend: service }],
          }),
          lines({
            title: 'Rate by route',
            description: 'Calls a second of each route, to see which one the load is on.',
            unit: 'reqps',
            queries: [{ expr: callRate(requests, byRoute), legend: route }],
          }),
          lines({
            title: 'Answers by status',
            description:
              '4xx are refusals and expected. 5xx are failures; 503 and 504 say that a dependency was down or slow.',
            unit: 'reqps',
            stacked: true,
            queries: [
              {
                expr: callRate(requests, [ATTRIBUTE.httpStatus]),
                legend: `{{${promName(ATTRIBUTE.httpStatus)}}}`,
              },
            ],
          }),
          lines({
            title: 'Refusals and failures by code',
            description:
              'Answers that were no success, by the `code` in their body. `dependency_timeout` and `dependency_unavailable` point to another service or store.',
            unit: 'reqps',
            queries: [
              {
                expr: callRate(
                  [...requests, isNot(ATTRIBUTE.problemCode, '')],
                  [SPAN.service, ATTRIBUTE.problemCode],
                ),
                legend: `${service} {{${promName(ATTRIBUTE.problemCode)}}}`,
              },
            ],
          }),
          traces({
            title: 'Failed requests',
            description:
              'The newest traces in which a chosen service failed. Open one: the deepest red span is the cause.',
            query: `{ resource.service.name =~ "\${service:pipe}" && kind = server && status = error }`,
          }),
        ],
      },
      {
        title: 'Duration',
        panels: [
          lines({
            title: '95th percentile by service',
            description:
              'A point offers the traces behind it (diamonds). A plateau at a round number is an injected delay or a time limit.',
            unit: 's',
            limits: { bad: 1 },
            queries: [{ expr: percentile(0.95, requests, [SPAN.service]), legend: service, exemplars: true }],
          }),
          lines({
            title: '50th, 95th and 99th percentile',
            description:
              'All three up: everything is slow. Only the 99th: a few are, look at cold starts and lock waits.',
            unit: 's',
            queries: [0.5, 0.95, 0.99].map((share) => ({
              expr: percentile(share, requests),
              legend: `p${share * 100}`,
            })),
          }),
          lines({
            title: '95th percentile by route',
            description:
              'The slow route. `POST /orders` contains the calls below, so it is never quicker than they are.',
            unit: 's',
            limits: { bad: 1 },
            queries: [{ expr: percentile(0.95, requests, byRoute), legend: route }],
          }),
          traces({
            title: 'Slow requests',
            description:
              'The newest traces in which a chosen service took more than 500 ms. The widest span without children is where the time went.',
            query: `{ resource.service.name =~ "\${service:pipe}" && kind = server && duration > 500ms }`,
          }),
        ],
      },
      {
        title: 'Calls between services',
        panels: [
          lines({
            title: 'Rate by call',
            description:
              'Calls between services, as the caller counts them. More calls than requests explain: something is repeated.',
            unit: 'reqps',
            queries: [{ expr: callRate(outgoing, byCall), legend: call }],
          }),
          lines({
            title: 'Failed by call',
            description:
              'As the caller sees it: time limits and refused connections show here even if the other side saw nothing.',
            unit: 'percentunit',
            limits: { warn: 0.01, bad: 0.05 },
            queries: [{ expr: errorShare(outgoing, byCall), legend: call }],
          }),
          lines({
            title: '95th percentile by call',
            description:
              'As the caller waits. Much more than the called service’s own 95th percentile: the time is spent in between, in queueing.',
            unit: 's',
            width: 24,
            queries: [{ expr: percentile(0.95, outgoing, byCall), legend: call, exemplars: true }],
          }),
        ],
      },
    ],
  });
