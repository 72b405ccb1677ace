import { msBetween } from '#shared/telemetry/otlp/nanoseconds';
import { formatMs } from './format.ts';
import { type Html, html } from './html.ts';

/** Time axis of the waterfall. */
export interface TimeAxis {
  readonly startNs: bigint;
  readonly totalMs: number;
}

export const offsetMs = (nanos: string, { startNs }: TimeAxis): number =>
  Math.max(msBetween(startNs, nanos), 0);

const TICKS = [0, 0.25, 0.5, 0.75, 1];

export const ticks = (totalMs: number): Html[] =>
  TICKS.map(
    (part) => html`<span style="left:${part * 100}%">${part === 0 ? 0 : formatMs(totalMs * part)}</span>`,
  );
