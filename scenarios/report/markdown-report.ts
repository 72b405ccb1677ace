import { ALERTS_NOT_OBSERVED, seenOf } from './alert-words.ts';
import { COST_NOT_KNOWN, costInWords, notIncluded } from './cost-words.ts';
import type { RunReport } from './run-report.ts';
import { startsAndThrottles } from './starts-and-throttles.ts';

/** Lines of the summary, so that it fits into the description of a pull request. */
const MOST_LINES = 20;

/** At most 20 lines of Markdown: verdict, what failed, figures of each phase, and the command that repeats it. */
export function markdownReport(report: RunReport): string {
  const {
    verdict,
    scenario,
    sentence,
    checks,
    faults,
    endpoints,
    command,
    target,
    load,
    honesty,
    alerts,
    alerts_until_s,
    cost,
  } = report;
  const broken = checks.filter(({ holds }) => !holds);
  const orders = endpoints.find(({ name }) => name.startsWith('place-order'));
  const figures = orders
    ? [
        '',
        '| POST /orders | calls | failed | p95 |',
        '| --- | --- | --- | --- |',
        ...(['steady', 'fault', 'recovery'] as const).map((phase) => {
          const { count, failed_percent, p95_ms } = orders[phase];
          return `| ${phase} | ${count} | ${failed_percent.toFixed(1)} % | ${p95_ms === null ? '–' : `${p95_ms.toFixed(0)} ms`} |`;
        }),
      ]
    : [];
  const head = [`**${verdict}** \`${scenario.name}\`: ${inline(sentence)}`, ''];
  const tail = [
    ...figures,
    '',
    `${checks.length === 0 ? 'no check was made' : `${checks.length - broken.length} of ${checks.length} checks hold`}; target ${target}; ${load}`,
    '',
    `${startsAndThrottles(honesty)}. ${alertsLine(alerts, alerts_until_s)}`,
    '',
    cost === null ? COST_NOT_KNOWN : `${costInWords(cost)}. ${notIncluded(cost)}`,
    '',
    `\`${command}\``,
  ];
  const room = MOST_LINES - head.length - tail.length;
  const details = [
    ...faults.map(
      ({ id, rule, hits }) => `- ${id}: ${rule.mode} at \`${rule.point}\`, ${hits ?? 'unknown'} hits`,
    ),
    ...broken.map(({ name, value, unit }) => `- fails: ${inline(name)}: ${inline(String(value))} ${unit}`),
  ];
  const shown =
    details.length > room
      ? [...details.slice(0, room - 1), `- and ${details.length - room + 1} more`]
      : details;
  return `${[...head, ...shown, ...tail].join('\n')}\n`;
}

function alertsLine(alerts: RunReport['alerts'], untilS: RunReport['alerts_until_s']): string {
  if (untilS === null) return ALERTS_NOT_OBSERVED;
  const fired = alerts.filter(({ fired_s }) => fired_s !== null);
  const seen = fired.map((alert) => `${inline(alert.name)} ${seenOf(alert, untilS)}`).join(', ');
  return fired.length === 0 ? `No alert fired in ${untilS.toFixed(0)} s` : `Alerts: ${seen}`;
}

/** Text of stores cannot become markup or a new line. */
const inline = (text: string): string => text.replace(/[\n\r]/g, ' ').replace(/[`|<>*_[\]]/g, '\\$&');
