import type { Figures, Percentiles, Sample } from '#load/measure/sample';

const PERCENT = 100;

/** `201 confirmed 48 · 503 dependency_unavailable 2` */
export const outcomesText = ({ outcomes }: Pick<Figures, 'outcomes'>): string =>
  Object.entries(outcomes)
    .map(([outcome, count]) => `${outcome} ${count}`)
    .join(' · ');

export const msText = (ms: number): string => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));

const percentilesText = ({ p50, p95, p99 }: Percentiles): string => [p50, p95, p99].map(msText).join('/');

/** One line for one second of a load. */
export function secondLine({ second, begun, dropped, in_flight, all, late_ms, cpu_share }: Sample): string {
  const { intended, sent } = all.latency_ms;
  return [
    `${String(second).padStart(6)} s`,
    `${begun} begun`,
    `${in_flight} in flight`,
    `p50/p95/p99 ${percentilesText(intended)} ms (${percentilesText(sent)} from send)`,
    outcomesText(all) || 'no answer',
    `late ${msText(late_ms.p99)} ms`,
    ...(dropped > 0 ? [`${dropped} DROPPED`] : []),
    `CPU ${(cpu_share * PERCENT).toFixed(0)} %`,
  ].join('  ');
}
