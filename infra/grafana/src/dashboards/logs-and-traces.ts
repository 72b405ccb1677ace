import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { dashboard } from '../dashboard.ts';
import { promName, SPAN } from '../metric-names.ts';
import { logLines, logRate, serviceMap, traces } from '../panels.ts';

const stream = `{${promName(SPAN.service)}=~"$service"}`;
const bad = 'detected_level=~"warn|error|critical|fatal"';

export const logsAndTraces = () =>
  dashboard({
    uid: 'food-delivery-logs',
    title: 'Logs and traces',
    description:
      'Calls between services, their log lines, and the traces worth opening. A line of the log leads to its trace, a span to its lines.',
    choosesService: true,
    rows: [
      {
        title: 'Services',
        panels: [
          serviceMap({
            title: 'Service map',
            description:
              'Calls between services, with rate, duration and the share that failed (red part of the ring). A node leads to its traces.',
          }),
        ],
      },
      {
        title: 'Logs',
        panels: [
          logRate({
            title: 'Lines by level',
            description:
              'Warnings and errors as bars. A jump in errors without failed requests is recovery at work, or a dead letter.',
            expr: `sum by (detected_level) (count_over_time(${stream} [$__auto]))`,
            legend: '{{detected_level}}',
          }),
          logRate({
            title: 'Warnings and errors by service',
            description: 'The service at the end of the chain of calls is nearest to the cause.',
            expr: `sum by (${promName(SPAN.service)}) (count_over_time(${stream} | ${bad} [$__auto]))`,
            legend: `{{${promName(SPAN.service)}}}`,
          }),
          logLines({
            title: 'Warnings and errors',
            description: 'The newest first. Open a line and follow its trace.',
            expr: `${stream} | ${bad}`,
          }),
          logLines({
            title: 'All lines',
            description:
              'Everything the chosen services wrote, the newest first, as on their standard output.',
            expr: stream,
          }),
        ],
      },
      {
        title: 'Traces',
        panels: [
          traces({
            title: 'Failed',
            description: 'Newest traces in which a chosen service failed.',
            query: `{ resource.service.name =~ "\${service:pipe}" && status = error }`,
          }),
          traces({
            title: 'Orders',
            description:
              'Newest traces of placing an order. One trace holds all of it, recovery included where it acted.',
            query: '{ resource.service.name = "order" && name = "POST /orders" }',
          }),
          traces({
            title: 'Recovery that acted',
            description:
              'Orders that recovery failed, cancelled or compensated. Their trace holds the request, the message and what was done.',
            query: `{ span.${ATTRIBUTE.recoveryOutcome} = "acted" }`,
          }),
          traces({
            title: 'Repeated calls',
            description: 'Traces with a call between services that was tried again.',
            query: `{ span.${ATTRIBUTE.httpResendCount} > 0 }`,
          }),
        ],
      },
    ],
  });
