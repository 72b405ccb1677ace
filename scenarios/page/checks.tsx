import type { ReportedCheck, RunReport } from '../report/run-report.ts';
import { shown } from './shown.ts';
import { Wide } from './wide.tsx';

/** Checks that fail, with value, limit and what is left of it; those that hold are unfolded. */
export function Checks({ report }: { readonly report: RunReport }) {
  const failed = report.checks.filter(({ holds }) => !holds);
  const held = report.checks.filter(({ holds }) => holds);
  return (
    <section>
      <h2>Checks</h2>
      {report.checks.length === 0 ? <p>No check was made.</p> : null}
      {failed.length === 0 ? null : <Table label="Checks that fail" checks={failed} />}
      {held.length === 0 ? null : (
        <details>
          <summary>
            {held.length} of {report.checks.length} checks hold
          </summary>
          <Table label="Checks that hold" checks={held} />
        </details>
      )}
    </section>
  );
}

function Table({ label, checks }: { readonly label: string; readonly checks: readonly ReportedCheck[] }) {
  return (
    <Wide label={label}>
      <table class="checks">
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Value</th>
            <th scope="col">Limit</th>
            <th scope="col">Margin</th>
            <th scope="col">Since</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => (
            <Row key={check.name} check={check} />
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Row({ check }: { readonly check: ReportedCheck }) {
  const { name, claim, holds, comparison, value, limit, unit, margin_percent, first_violated_s } = check;
  return (
    <tr class={holds ? '' : 'failed'}>
      <th scope="row">
        <span class="mark">{holds ? 'holds' : 'fails'}</span> {name} <small>{claim}</small>
      </th>
      <td class="value">{shown(value, unit)}</td>
      <td>{comparison === 'is' ? shown(limit) : `${comparison} ${shown(limit, unit)}`}</td>
      <td>{shown(margin_percent, margin_percent === null ? '' : '%')}</td>
      <td>{holds ? '–' : shown(first_violated_s, first_violated_s === null ? '' : 's')}</td>
    </tr>
  );
}
