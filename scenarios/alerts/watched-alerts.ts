import { messageOf } from '#shared/error-message';
import type { AlertSource, Firing } from './prometheus.ts';

/** What fired while a run was watched, or why that is not known. */
export type WatchedAlerts =
  | { readonly untilMs: number; readonly firings: readonly Firing[] }
  | { readonly problem: string };

/** @returns undefined without a source */
export async function watchedAlerts(
  source: AlertSource | undefined,
  fromMs: number,
): Promise<WatchedAlerts | undefined> {
  if (!source) return undefined;
  const untilMs = Date.now();
  try {
    return { untilMs, firings: await source.firings(fromMs, untilMs) };
  } catch (error) {
    return { problem: `${source.url} does not answer: ${messageOf(error)}` };
  }
}
