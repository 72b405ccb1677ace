import type { RunReport } from '../report/run-report.ts';
import { shown } from './shown.ts';

const BYTES_PER_GIB = 2 ** 30;

/** How far the figures are those of the system, and where they were taken. */
export function Honesty({ report: { honesty, machine, commit, seed } }: { readonly report: RunReport }) {
  return (
    <section>
      <h2>How honest the run was</h2>
      <p>
        The generator used {shown(honesty.generator_cpu_percent)} % of one processor, was late by{' '}
        {shown(honesty.late_p99_ms)} ms at p99 and dropped {shown(honesty.dropped_percent)} % of its journeys.
        {honesty.cold_starts === null ? '' : ` ${shown(honesty.cold_starts)} environments started cold.`}
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
        {machine.cpus} processors ({machine.model}), {shown(machine.memory_bytes / BYTES_PER_GIB)} GiB,{' '}
        {machine.platform}, Node {machine.node}; commit {commit ?? 'unknown'}, seed {seed}
      </p>
    </section>
  );
}
