import type { Turn } from '../interleaved.ts';
import { unexpectedIn } from '../interleaved.ts';
import { type MedianInterval, medianInterval } from '../median-interval.ts';
import { median } from '../summary.ts';

/** One row of two implementations that took turns; ratios are ours divided by theirs, of each pair of turns. */
export interface Versus {
  readonly row: string;
  readonly connections: number;
  readonly ours: Side;
  readonly theirs: Side;
  readonly rate: MedianInterval;
  readonly p50: MedianInterval;
  readonly p95: MedianInterval;
}

export interface Side {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly errors: number;
  /** Processor time per answer; undefined where it cannot be seen. */
  readonly cpuMs: number | undefined;
}

const rateOf = ({ result }: Turn): number => (result.answers - unexpectedIn(result)) / result.seconds;

/** Compares turns of the same rounds. The rates are of answers as expected. */
export function versus(
  { row, connections }: Pick<Versus, 'row' | 'connections'>,
  ours: readonly Turn[],
  theirs: readonly Turn[],
): Versus {
  const ratios = (of: (turn: Turn) => number): MedianInterval =>
    medianInterval(
      ours.flatMap((turn, at) => {
        const other = theirs[at];
        return other ? [of(turn) / of(other)] : [];
      }),
    );
  return {
    row,
    connections,
    ours: sideOf(ours),
    theirs: sideOf(theirs),
    rate: ratios(rateOf),
    p50: ratios(({ result }) => result.latencyMs.p50),
    p95: ratios(({ result }) => result.latencyMs.p95),
  };
}

function sideOf(turns: readonly Turn[]): Side {
  const cpuMs = turns.flatMap(({ cpuMsPerAnswer }) => cpuMsPerAnswer ?? []);
  return {
    perSecond: median(turns.map(rateOf)),
    p50Ms: median(turns.map(({ result }) => result.latencyMs.p50)),
    p95Ms: median(turns.map(({ result }) => result.latencyMs.p95)),
    errors: turns.reduce((sum, { result }) => sum + unexpectedIn(result), 0),
    cpuMs: cpuMs.length > 0 ? median(cpuMs) : undefined,
  };
}
