import { ALERTS_NOT_OBSERVED, expectedOf, seenOf } from './alert-words.ts';
import { COST_NOT_KNOWN, costInWords, notIncluded } from './cost-words.ts';
import type { ReportedCheck, RunReport } from './run-report.ts';
import { startsAndThrottles } from './starts-and-throttles.ts';

/** The report for a terminal: each check in a line, what was hit, how orders ended, and the verdict last. */
export function textReport(report: RunReport): string {
  const { checks, faults, ends, verdict, sentence, command, honesty, alerts, alerts_until_s, cost } = report;
  return [
    '',
    ...checks.map(checkLine),
    '',
    ...faults.map(
      ({ id, service, rule, hits }) =>
        `  ${id}: ${rule.mode} at ${rule.point} (${service}) acted ${hits ?? 'an unknown number of'} times`,
    ),
    ...(alerts_until_s === null
      ? [`  ${ALERTS_NOT_OBSERVED}`]
      : alerts.map(
          (alert) => `  alert ${alert.name} ${expectedOf(alert)}: ${seenOf(alert, alerts_until_s)}`,
        )),
    ...ends.map(({ end, count }) => `  ${String(count).padStart(6)} orders ${end}`),
    `  generator: ${honesty.generator_cpu_percent.toFixed(0)} % of one processor, late by ${honesty.late_p99_ms.toFixed(1)} ms at p99`,
    `  ${startsAndThrottles(honesty).toLowerCase()}`,
    ...(cost === null ? [`  ${COST_NOT_KNOWN}`] : [`  ${costInWords(cost)}`, `  ${notIncluded(cost)}`]),
    '',
    `${verdict}: ${sentence}`,
    `  again: ${command}`,
    '',
  ].join('\n');
}

function checkLine({ holds, name, value, limit, unit, comparison, claim }: ReportedCheck): string {
  const mark = holds ? 'ok  ' : 'FAIL';
  const of = comparison === 'is' ? '' : ` (${comparison} ${shown(limit)}${unit && ` ${unit}`})`;
  const text = comparison === 'is' && holds ? claim : `${shown(value)}${unit && ` ${unit}`}${of}`;
  return `  ${mark} ${name.padEnd(34)} ${text}`;
}

const shown = (value: number | string): string =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;
