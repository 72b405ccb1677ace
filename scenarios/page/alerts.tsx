import { ALERTS_NOT_OBSERVED, expectedOf, seenOf } from '../report/alert-words.ts';
import type { RunReport } from '../report/run-report.ts';

/** What the scenario says of alerts, and which fired. */
export function Alerts({ report: { alerts, alerts_until_s } }: { readonly report: RunReport }) {
  return (
    <section>
      <h2>Alerts</h2>
      {alerts_until_s === null ? <p>{ALERTS_NOT_OBSERVED}</p> : null}
      <ul>
        {alerts.map((alert) => (
          <li key={alert.name}>
            <strong>{alert.name}</strong> {expectedOf(alert)}: {seenOf(alert, alerts_until_s)}
          </li>
        ))}
      </ul>
    </section>
  );
}
