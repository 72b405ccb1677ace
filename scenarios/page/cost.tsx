import { COST_ASSUMES, COST_NOT_KNOWN, costInWords, dollars, notIncluded } from '../report/cost-words.ts';
import type { RunReport } from '../report/run-report.ts';
import { Wide } from './wide.tsx';

/** What the orders of the run would cost on AWS, by what they used. */
export function Cost({ report: { cost } }: { readonly report: RunReport }) {
  return (
    <section>
      <h2>Estimated cost on AWS</h2>
      {cost === null ? <p>{COST_NOT_KNOWN}</p> : <Lines cost={cost} />}
    </section>
  );
}

function Lines({ cost }: { readonly cost: NonNullable<RunReport['cost']> }) {
  return (
    <>
      <p>
        {costInWords(cost)}. {COST_ASSUMES} {notIncluded(cost)}
      </p>
      <Wide label="Estimated cost on AWS">
        <table>
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">Per order</th>
              <th scope="col">Per million</th>
              <th scope="col">Price seen</th>
              <th scope="col">1,000 orders</th>
            </tr>
          </thead>
          <tbody>
            {cost.lines.map(({ service, unit, per_order, usd_per_million, price_seen_on, usd }) => (
              <tr key={`${service} ${unit}`}>
                <th scope="row">{service}</th>
                <td>
                  {per_order.toFixed(2)} {unit}
                </td>
                <td>${usd_per_million}</td>
                <td>{price_seen_on}</td>
                <td>{dollars(usd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}
