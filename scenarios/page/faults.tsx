import type { RunReport } from '../report/run-report.ts';
import { shown } from './shown.ts';

/** Each rule with what it did. */
export function Faults({ report: { faults, unprotected } }: { readonly report: RunReport }) {
  return (
    <section>
      <h2>What the faults did</h2>
      {unprotected === null ? null : (
        <p>
          The protection <code>{unprotected}</code> was switched off: this run must fail.
        </p>
      )}
      {faults.length === 0 ? <p>No fault was planned.</p> : null}
      <ul>
        {faults.map(({ id, service, rule, hits, from_s, to_s }) => (
          <li key={`${service} ${id}`}>
            <strong>{id}</strong>: {String(rule.mode)} {typeof rule.when === 'string' ? rule.when : ''} at{' '}
            <code>{String(rule.point)}</code> in the {service} service, from {shown(from_s)} to {shown(to_s)}{' '}
            s, acted {hits === null ? 'an unknown number of' : shown(hits)} times
          </li>
        ))}
      </ul>
    </section>
  );
}
