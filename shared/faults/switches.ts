import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { Parameter } from '#shared/db/ssm';
import { AppError } from '#shared/errors';
import { type ActedFault, recordFault, type TellFault } from './record-fault.ts';

/** Every fault that can be switched, with its setting. A mode that is absent is off. */
export const FaultSettings = z.object({
  delay: z.object({ delay_ms: z.int().nonnegative() }).optional(),
  error: z.object({ enable: z.boolean() }).optional(),
  inventory_delay: z.object({ delay_ms: z.int().nonnegative() }).optional(),
  payment_fail: z.object({ fail_percent: z.int().min(0).max(100) }).optional(),
});
export type FaultSettings = z.infer<typeof FaultSettings>;
export type FaultMode = keyof FaultSettings;

export interface FaultSwitches {
  /** Off: chaos routes answer 404 and no fault acts. */
  readonly enabled: boolean;
  /** The settings, no older than one poll interval; the last known ones while they cannot be read. */
  current(): Promise<FaultSettings>;
  /** The settings as last read, without looking again. */
  last(): FaultSettings;
  /** Tells that a fault has acted. */
  acted(fault: ActedFault): void;
  /** Resolves when every running environment acts on the new setting. */
  set<M extends FaultMode>(mode: M, setting: NonNullable<FaultSettings[M]>): Promise<void>;
}

export interface FaultSwitchesOptions {
  readonly enabled: boolean;
  readonly pollMs: number;
  readonly warn?: (message: string, error: unknown) => void;
  /** Hears of each fault that acted. */
  readonly tell?: TellFault;
}

/** More than the timers of two environments can differ by. */
const MARGIN_MS = 25;
const ATTEMPTS = 5;

/** Switches kept as one JSON text, which `aws ssm put-parameter` and the chaos routes both write. */
export function createFaultSwitches(parameter: Parameter, options: FaultSwitchesOptions): FaultSwitches {
  const { enabled, pollMs, warn, tell } = options;
  let settings: FaultSettings = {};
  let readAt = Number.NEGATIVE_INFINITY;

  async function read(): Promise<FaultSettings> {
    return FaultSettings.parse(JSON.parse((await parameter.get()) || '{}'));
  }
  async function current(): Promise<FaultSettings> {
    const startedAt = performance.now();
    if (!enabled || startedAt - readAt < pollMs) return settings;
    try {
      settings = await read();
    } catch (error) {
      warn?.('fault switches could not be read; the last ones stay', error);
    }
    readAt = startedAt;
    return settings;
  }
  async function set<M extends FaultMode>(mode: M, setting: NonNullable<FaultSettings[M]>): Promise<void> {
    const wanted = JSON.stringify(setting);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const others = await read().catch((): FaultSettings => ({}));
      await parameter.put(JSON.stringify({ ...others, [mode]: setting }));
      await wait(pollMs + MARGIN_MS);
      // Two switches set at once may overwrite each other: SSM has no conditional write.
      if (JSON.stringify((await read())[mode]) === wanted) return;
    }
    throw new AppError(
      'dependency_unavailable',
      'The switch was set by someone else at the same time; try again',
    );
  }
  return {
    enabled,
    current,
    last: () => settings,
    acted: (fault) => recordFault(fault, tell),
    async set(mode, setting) {
      try {
        await set(mode, setting);
      } catch (cause) {
        if (cause instanceof AppError) throw cause;
        throw new AppError('dependency_unavailable', 'The switch could not be set', { cause });
      }
    },
  };
}
