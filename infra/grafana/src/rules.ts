import { stringify } from 'yaml';
import { type AlertOptions, alertRules } from './alert-rules.ts';
import { recordedName } from './metric-names.ts';
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
  // One group, since its rules are evaluated one after another: alerts look at what was just recorded.
  const groups = [{ name: 'food-delivery', interval: '5s', rules: [...recording, ...alerting] }];
  return NOTE + stringify({ groups }, { lineWidth: 0, blockQuote: 'literal' });
}
