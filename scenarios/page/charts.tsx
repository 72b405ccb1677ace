import { TimeChart } from '#console/charts/time-chart';
import type { RunReport } from '../report/run-report.ts';

const CURSOR = 'run';
const LEAST_SECOND = 0.75;

/** Rate, latency and requests under way on one axis of time, with the faults shaded. */
export function Charts({ report }: { readonly report: RunReport }) {
  const { faults, alerts } = report;
  const seconds = wholeSeconds(report.seconds);
  const of = (name: keyof RunReport['seconds'][number]): (number | null)[] =>
    seconds.map((second) => second[name]);
  const common = {
    seconds: seconds.map(({ s }) => s),
    windows: windowsOf(faults),
    marks: alerts.flatMap(({ name, fired_s, fired_before }) =>
      fired_s === null || fired_before ? [] : [{ label: name, atS: fired_s }],
    ),
    cursor: CURSOR,
  };
  const p95 = report.checks.find(({ name }) => name === 'fault: p95' || name === 'recovery: p95');
  return (
    <section>
      <h2>Load and answers</h2>
      <TimeChart
        {...common}
        title="Answers by outcome"
        unit="per second"
        series={[
          { label: 'right', colour: '--ok', values: of('ok') },
          { label: 'refused', colour: '--refused', values: of('refused') },
          { label: 'failed', colour: '--fault', values: of('failed') },
          { label: 'dropped', colour: '--muted', values: of('dropped'), isDashed: true },
        ]}
      />
      <TimeChart
        {...common}
        title="Latency from the intended send"
        unit="ms"
        series={[
          { label: 'p50', colour: '--ok', values: of('p50_ms') },
          { label: 'p95', colour: '--accent', values: of('p95_ms') },
          { label: 'p99', colour: '--fault', values: of('p99_ms') },
          { label: 'p95 from the send', colour: '--muted', values: of('actual_p95_ms'), isDashed: true },
        ]}
        {...(typeof p95?.limit === 'number' && {
          limit: { label: `${p95.name} limit`, value: p95.limit },
        })}
      />
      <TimeChart
        {...common}
        title="Requests under way"
        unit=""
        series={[{ label: 'in flight', colour: '--accent', values: of('in_flight') }]}
      />
    </section>
  );
}

/** The rest of a second at the end would look like a sudden fall. */
const wholeSeconds = (seconds: RunReport['seconds']): RunReport['seconds'] =>
  seconds.filter(({ s }, at) => s - (seconds[at - 1]?.s ?? 0) > LEAST_SECOND);

/** One window for faults that were on at the same time. */
function windowsOf(faults: RunReport['faults']) {
  const byTime = Map.groupBy(faults, ({ from_s, to_s }) => `${from_s} ${to_s}`);
  return [...byTime.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const modes = [...new Set(same.map(({ rule }) => String(rule.mode)))];
    return [{ label: modes.join(', '), fromS: first.from_s, toS: first.to_s }];
  });
}
