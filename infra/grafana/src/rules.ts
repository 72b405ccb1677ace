import { stringify } from 'yaml';
import { type AlertOptions, alertRules } from './alert-rules.ts';
import { recordedName } from './metric-names.ts';
import { RECORDED, recordingExpression } from './recording-rules.ts';

const RUNBOOK = 'docs/alerts.md';
const NOTE = '# Made by `npm run dashboards`.\n';

/** Makes the rules file of Prometheus. */
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
  // One group, because its rules are evaluated in order: the alerts then use values that were just recorded.
  const groups = [{ name: 'food-delivery', interval: '5s', rules: [...recording, ...alerting] }];
  return NOTE + stringify({ groups }, { lineWidth: 0, blockQuote: 'literal' });
}
