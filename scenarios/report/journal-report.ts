import type { RunReport } from './run-report.ts';

const MS_PER_SECOND = 1_000;
const STATUS = {
  PASS: 'completed',
  FAIL: 'completed',
  INCONCLUSIVE: 'failed',
  ABORTED: 'interrupted',
} as const;

/**
 * The run in the shape of chaostoolkit's journal, for tools that read those.
 * @see https://chaostoolkit.org/reference/api/journal/
 */
export function journalReport(report: RunReport): object {
  const { scenario, checks, phases, faults, verdict, machine } = report;
  const startedMs = Date.parse(report.started_at);
  const at = (seconds: number): string => new Date(startedMs + seconds * MS_PER_SECOND).toISOString();
  const endS = phases.at(-1)?.to_s ?? 0;
  const probes = (kind: 'steady' | 'after') =>
    checks
      .filter(({ name }) => name.startsWith('steady: ') === (kind === 'steady'))
      .map(({ name, claim, holds, value, limit }) => ({
        activity: { type: 'probe', name, provider: { type: 'process', path: 'npm' }, tolerance: limit },
        status: 'succeeded',
        output: value,
        tolerance_met: holds,
        claim,
      }));
  const isMet = (kind: 'steady' | 'after'): boolean =>
    probes(kind).every(({ tolerance_met }) => tolerance_met);
  return {
    'chaoslib-version': '1',
    platform: machine.platform,
    node: machine.node,
    experiment: {
      title: scenario.name,
      description: scenario.summary,
      'steady-state-hypothesis': { title: 'limits and invariants', probes: [] },
      method: faults.map(({ id, rule }) => ({ type: 'action', name: id, rule })),
      rollbacks: [],
    },
    start: at(0),
    end: at(endS),
    duration: endS,
    status: STATUS[verdict],
    deviated: verdict === 'FAIL',
    steady_states: {
      before: { steady_state_met: isMet('steady'), probes: probes('steady') },
      after: { steady_state_met: isMet('after'), probes: probes('after') },
    },
    run: faults.map(({ id, service, rule, from_s, to_s, hits }) => ({
      activity: { type: 'action', name: id, service, rule },
      status: 'succeeded',
      start: at(from_s),
      end: at(to_s),
      duration: to_s - from_s,
      output: { hits },
    })),
    rollbacks: [],
  };
}
