import type { RunReport } from './run-report.ts';

const known = (count: number | null): string => (count === null ? 'not known' : String(count));

/** Both counts in one line, for every report. */
export const startsAndThrottles = ({ cold_starts, throttles }: RunReport['honesty']): string =>
  `Cold starts under load: ${known(cold_starts)}; throttled calls: ${known(throttles)}`;
