import { stringify } from 'yaml';
import { type AlertOptions, alertRules } from './alert-rules.ts';
import { recordedName } from './promql.ts';
import { RECORDED, recordingExpression } from './recording-rules.ts';

const RUNBOOK = 'docs/alerts.md';
const NOTE = '# Made by `npm run dashboards`.\n';

/** Prometheus' rules file. */
export function rulesFile(options: AlertOptions = {}): string {
  const recording = RECORDED.map((recorded) => ({
    record: recordedName(recorded.metric),
    expr: recordingExpression(recorded),
  }));
  const alerting = alertRules(options).map(({ name, expr, forSeconds, severity, summary }) => ({
    alert: name,
    expr,
    ...(forSeconds > 0 && { for: `${forSeconds}s` }),
    labels: { severity },
    annotations: { summary, runbook: `${RUNBOOK}#${name.toLowerCase()}` },
  }));
  const groups = [
    { name: 'food-delivery-counters', interval: '5s', rules: recording },
    { name: 'food-delivery-alerts', interval: '5s', rules: alerting },
  ];
  return NOTE + stringify({ groups }, { lineWidth: 0, blockQuote: 'literal' });
}
