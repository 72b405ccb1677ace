import type { Section } from '#load/measure/load-result';
import type { Figures } from '#load/measure/sample';
import { failedPercent } from '../verdict/limit-checks.ts';
import type { RunReport } from './run-report.ts';

type Endpoint = RunReport['endpoints'][number];

/** Figures of each step in each phase. Steps of several journeys stand apart: their clients do different things before. */
export function endpointsOf(sections: readonly Section[]): Endpoint[] {
  const of = (phase: string) => sections.find(({ name }) => name === phase)?.steps ?? [];
  const keys = new Set(['steady', 'fault', 'recovery'].flatMap((phase) => of(phase).map(keyOf)));
  const figures = (phase: string, key: string): Endpoint['steady'] =>
    figuresOf(of(phase).find((step) => keyOf(step) === key));
  return [...keys].toSorted().map((name) => ({
    name,
    steady: figures('steady', name),
    fault: figures('fault', name),
    recovery: figures('recovery', name),
  }));
}

const keyOf = ({ journey, step }: { readonly journey: string; readonly step: string }): string =>
  `${step} (${journey})`;

function figuresOf(figures: Figures | undefined): Endpoint['steady'] {
  if (!figures) return { count: 0, failed_percent: 0, p50_ms: null, p95_ms: null, p99_ms: null };
  const { p50, p95, p99 } = figures.latency_ms.intended;
  return {
    count: figures.ended,
    failed_percent: failedPercent(figures),
    ...{ p50_ms: p50, p95_ms: p95, p99_ms: p99 },
  };
}
