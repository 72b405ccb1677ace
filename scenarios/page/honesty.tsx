import { machineInWords } from '#bench/machine-in-words';
import type { RunReport } from '../report/run-report.ts';
import { startsAndThrottles } from '../report/starts-and-throttles.ts';
import { shown } from './shown.ts';

/** How far the figures are those of the system, and where they were taken. */
export function Honesty({ report: { honesty, machine, commit, seed } }: { readonly report: RunReport }) {
  return (
    <section>
      <h2>How honest the run was</h2>
      <p>
        The generator used {shown(honesty.generator_cpu_percent)} % of one processor, was late by{' '}
        {shown(honesty.late_p99_ms)} ms at p99 and dropped {shown(honesty.dropped_percent)} % of its journeys.
        {` ${startsAndThrottles(honesty)}.`}
        {honesty.system_cpu_ms_per_order === null
          ? ''
          : ` The system used ${shown(honesty.system_cpu_ms_per_order)} ms of processor time per order.`}
      </p>
      {honesty.cpu.length === 0 ? null : (
        <ul class="columns">
          {honesty.cpu.map(({ process, cpu_ms }) => (
            <li key={process}>
              {process}: {shown(cpu_ms)} ms
            </li>
          ))}
        </ul>
      )}
      <p class="facts">
        {machineInWords(machine)}; commit {commit ?? 'unknown'}, seed {seed}
      </p>
    </section>
  );
}
