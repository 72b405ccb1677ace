import type { Summary } from './summary.ts';

/** One row at one number of connections. */
export interface Cell {
  readonly row: string;
  readonly connections: number;
  readonly seconds: number;
  readonly answers: number;
  readonly perSecond: number;
  readonly latencyMs: Summary;
  /** Answers that are not the expected one, by what they were. */
  readonly errors: Readonly<Record<string, number>>;
  /** Sum over all processes of the system; undefined where the platform does not report it. */
  readonly cpuMsPerAnswer: number | undefined;
  /** The same by function and store, if requested. */
  readonly cpuMsByPart?: Readonly<Record<string, number>>;
  /** Of the process that sent the requests, which is not part of the system. */
  readonly clientCpuMsPerAnswer?: number;
}

export const errorCount = ({ errors }: Cell): number =>
  Object.values(errors).reduce((sum, count) => sum + count, 0);
