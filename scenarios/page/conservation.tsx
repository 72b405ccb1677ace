import { TimeChart } from '#console/charts/time-chart';
import type { Conservation as Reading, RunReport } from '../report/run-report.ts';
import { shown } from './shown.ts';

/** Whether stock and money add up, at each reading of the stores. */
export function Conservation({ report }: { readonly report: RunReport }) {
  const { conservation } = report;
  const last = conservation.at(-1);
  if (!last) return null;
  const seconds = conservation.map(({ s }) => s);
  const windows = report.faults
    .slice(0, 1)
    .map(({ rule, from_s, to_s }) => ({ label: String(rule.mode), fromS: from_s, toS: to_s }));
  return (
    <section>
      <h2>Stock and money</h2>
      <p>
        {isAtRest(last) ? 'At rest' : 'At the last reading, with orders under way'}: {shown(last.stocked)}{' '}
        portions stocked = {shown(last.sold)} sold + {shown(last.left)} left; {shown(last.charged)} won
        charged − {shown(last.refunded)} refunded, {shown(last.owed)} owed by orders that keep their charge.
      </p>
      <TimeChart
        title="Not accounted for"
        unit="portions"
        cursor="stores"
        {...{ seconds, windows }}
        series={[
          {
            label: 'lost portions',
            colour: '--fault',
            values: conservation.map(({ stocked, sold, left }) => Math.abs(stocked - sold - left)),
          },
        ]}
      />
      <TimeChart
        title="Under way"
        unit="orders"
        cursor="stores"
        {...{ seconds, windows }}
        series={[
          { label: 'pending', colour: '--accent', values: conservation.map(({ pending }) => pending) },
          {
            label: 'compensation due',
            colour: '--refused',
            values: conservation.map(({ compensations_due }) => compensations_due),
          },
          {
            label: 'dead letters',
            colour: '--fault',
            values: conservation.map(({ dead_letters }) => dead_letters),
          },
        ]}
      />
    </section>
  );
}

const isAtRest = ({ pending, compensations_due }: Reading): boolean => pending + compensations_due === 0;
