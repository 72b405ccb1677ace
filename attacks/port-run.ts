import type { PortName } from './ports.ts';

export interface Failure {
  readonly port: PortName;
  readonly number: number;
  readonly kind: string;
  readonly what: string;
  /** The bytes that were sent last. */
  readonly bytes: Buffer;
}

export interface PortRun {
  readonly port: PortName;
  readonly attacks: number;
  readonly requests: number;
  /** Counts by status, and `closed` for connections that were closed without an answer. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly failures: readonly Failure[];
  readonly seconds: number;
}

export interface PortRunOptions {
  readonly seed: number;
  readonly port: PortName;
  /** Number of the first attack. */
  readonly from: number;
  readonly count: number;
}
