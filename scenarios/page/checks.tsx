import type { ReportedCheck, RunReport } from '../report/run-report.ts';
import { shown } from './shown.ts';
import { Wide } from './wide.tsx';

/** Every check with its value, its limit and what is left of it; those that fail first. */
export function Checks({ report }: { readonly report: RunReport }) {
  const checks = report.checks.toSorted((one, other) => Number(one.holds) - Number(other.holds));
  return (
    <section>
      <h2>Checks</h2>
      <Wide label="Checks">
        <table>
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Value</th>
              <th scope="col">Limit</th>
              <th scope="col">Margin</th>
              <th scope="col">First violated</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => (
              <Row key={check.name} check={check} />
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

function Row({ check }: { readonly check: ReportedCheck }) {
  const { name, claim, holds, comparison, value, limit, unit, margin_percent, first_violated_s } = check;
  return (
    <tr class={holds ? '' : 'failed'}>
      <th scope="row">
        <span class="mark">{holds ? 'holds' : 'fails'}</span> {name} <small>{claim}</small>
      </th>
      <td>{shown(value, unit)}</td>
      <td>{comparison === 'is' ? shown(limit) : `${comparison} ${shown(limit, unit)}`}</td>
      <td>{shown(margin_percent, margin_percent === null ? '' : '%')}</td>
      <td>{holds ? '–' : shown(first_violated_s, first_violated_s === null ? '' : 's')}</td>
    </tr>
  );
}
