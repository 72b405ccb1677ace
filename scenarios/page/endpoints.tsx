import type { RunReport } from '../report/run-report.ts';
import { shown } from './shown.ts';
import { Wide } from './wide.tsx';

const PHASES = ['steady', 'fault', 'recovery'] as const;

/** Figures of each step before, during and after the fault. */
export function Endpoints({ report: { endpoints, ends } }: { readonly report: RunReport }) {
  return (
    <section>
      <h2>Before, during and after</h2>
      <Wide label="Figures of each step">
        <table>
          <thead>
            <tr>
              <th scope="col">Step (journey)</th>
              <th scope="col">Phase</th>
              <th scope="col">Calls</th>
              <th scope="col">Failed</th>
              <th scope="col">p50</th>
              <th scope="col">p95</th>
              <th scope="col">p99</th>
            </tr>
          </thead>
          <tbody>
            {endpoints.flatMap((endpoint) =>
              PHASES.map((phase) => {
                const { count, failed_percent, p50_ms, p95_ms, p99_ms } = endpoint[phase];
                return (
                  <tr key={`${endpoint.name} ${phase}`}>
                    <th scope="row">{endpoint.name}</th>
                    <td>{phase}</td>
                    <td>{shown(count)}</td>
                    <td>{shown(failed_percent, '%')}</td>
                    <td>{shown(p50_ms, p50_ms === null ? '' : 'ms')}</td>
                    <td>{shown(p95_ms, p95_ms === null ? '' : 'ms')}</td>
                    <td>{shown(p99_ms, p99_ms === null ? '' : 'ms')}</td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </Wide>
      <h3>How orders ended</h3>
      <ul>
        {ends.map(({ end, count }) => (
          <li key={end}>
            {shown(count)} {end}
          </li>
        ))}
      </ul>
    </section>
  );
}
