import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '#shared/errors';
import type { RouteFault } from '#shared/http/route';
import { ATTRIBUTE, SPAN_NAME } from '#shared/telemetry/conventions';
import { inSpan } from '#shared/telemetry/tracing';
import type { ActedFault } from './record-fault.ts';

/** Kept back from an injected delay, so that the shell can still answer. */
const RESERVE_MS = 500;

export interface InjectedDelay {
  readonly fault: RouteFault;
  /** Nothing happens where it is 0. */
  readonly delayMs: number;
  readonly remainingMs: number;
  acted(fault: ActedFault): void;
}

/**
 * Waits, but never past the end of the invocation.
 * @throws AppError `timeout` where the delay is longer than what is left
 */
export async function injectDelay({ fault, delayMs, remainingMs, acted }: InjectedDelay): Promise<void> {
  if (delayMs <= 0) return;
  acted({ fault, mode: 'delay', delayMs });
  const longestMs = Math.max(0, remainingMs - RESERVE_MS);
  const attributes = { [ATTRIBUTE.chaosFault]: fault, [ATTRIBUTE.chaosDelayMs]: delayMs };
  await inSpan(SPAN_NAME.injectedDelay, { attributes }, () => wait(Math.min(delayMs, longestMs)));
  if (delayMs > longestMs) throw new AppError('timeout', 'The request timed out');
}
