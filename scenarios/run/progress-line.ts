import type { Sample } from '#load/measure/sample';
import { failedPercent } from '../verdict/limit-checks.ts';

/** One second of a run in a line: rate, failures, p95, active faults, time left. */
export function progressLine(
  { second, section, all, in_flight }: Sample,
  { faults, totalS }: { readonly faults: number; readonly totalS: number },
): string {
  const active =
    section === 'fault' && faults > 0 ? `${faults} ${faults === 1 ? 'fault' : 'faults'} on` : 'no fault on';
  return [
    `${String(second).padStart(4)} s`,
    section.padEnd(9),
    `${String(all.ended).padStart(4)}/s`,
    `${failedPercent(all).toFixed(0).padStart(3)} % failed`,
    `p95 ${all.latency_ms.intended.p95.toFixed(0).padStart(5)} ms`,
    `${String(in_flight).padStart(3)} under way`,
    active,
    `${Math.max(0, Math.ceil(totalS - second))} s left`,
  ].join('  ');
}
