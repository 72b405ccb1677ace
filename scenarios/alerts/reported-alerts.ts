import type { RunReport } from '../report/run-report.ts';
import type { GroundTruth } from '../scenario.ts';
import type { WatchedAlerts } from './watched-alerts.ts';

export type ReportedAlert = RunReport['alerts'][number];

interface Run {
  readonly startedAtMs: number;
  /** When the fault began, in seconds since then. */
  readonly faultS: number;
  readonly watched: WatchedAlerts | undefined;
}

const MS_PER_SECOND = 1_000;

/** The alerts that the truth of a scenario names, and all others that fired. */
export function reportedAlerts(truth: GroundTruth['alerts'], run: Run): ReportedAlert[] {
  const firings = run.watched && 'firings' in run.watched ? run.watched.firings : [];
  const named = [
    ...truth.fire.map(({ name, withinSeconds: within_s }) => ({
      name,
      within_s,
      expected: 'fires' as const,
    })),
    ...truth.quiet.map((name) => ({ name, within_s: null, expected: 'quiet' as const })),
  ];
  const isNamed = (alert: string): boolean => named.some(({ name }) => name === alert);
  const others = new Set(firings.map(({ name }) => name).filter((name) => !isNamed(name)));
  return [
    ...named,
    ...[...others].toSorted().map((name) => ({ name, within_s: null, expected: 'any' as const })),
  ].map((alert) => {
    const starts = firings
      .filter(({ name }) => name === alert.name)
      .map(({ fromMs }) => (fromMs - run.startedAtMs) / MS_PER_SECOND);
    const fired_s = starts.length === 0 ? null : Math.max(0, Math.min(...starts));
    return { ...alert, fired_s, fired_before: fired_s !== null && fired_s < run.faultS };
  });
}

/** Until which second of a run alerts were watched; null where they were not. */
export const watchedUntilS = ({ watched, startedAtMs }: Omit<Run, 'faultS'>): number | null =>
  watched && 'untilMs' in watched ? (watched.untilMs - startedAtMs) / MS_PER_SECOND : null;
