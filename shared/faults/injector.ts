import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '#shared/errors';
import { DelayQuery } from '#shared/http/fields';
import { parsePart } from '#shared/http/parse';
import { ATTRIBUTE, SPAN_NAME } from '#shared/telemetry/conventions';
import { remainingMs } from '#shared/telemetry/request-context';
import { inSpan } from '#shared/telemetry/tracing';
import type { Effect } from './fault-settings.ts';
import {
  FAULTS,
  type FaultId,
  type FaultSettings,
  faultsAt,
  type SwitchId,
  switchRow,
} from './fault-table.ts';
import type { HitCounter } from './hit-counter.ts';
import type { Point, PortPoint } from './points.ts';
import { type LogFault, recordFault } from './record-fault.ts';
import type { FaultSwitches } from './switches.ts';

/** An injected delay leaves this much of the invocation's time, so that it can still answer. */
const RESERVE_MS = 500;

/** The facts about an invocation that decide which faults act on it. */
export interface Invocation {
  /** The faults that may act on the whole of it. */
  readonly faults: readonly FaultId[];
  readonly query?: Readonly<Record<string, string | undefined>>;
}

/** Lets faults act; the settings are those at the beginning of the invocation. */
export interface FaultInjector {
  /** Reads the switches again where they are due, then lets the faults of the invocation act. */
  enter(invocation: Invocation): Promise<void>;
  /** Returns a function to await before each call at `point`; undefined if no fault of the table can act there. */
  at(point: PortPoint): (() => Promise<void>) | undefined;
  /** Draws whether a fault acts that the adapter carries out itself, such as a decline. */
  draw(id: SwitchId): boolean;
  /** Records that such a fault has acted. */
  acted(id: FaultId): void;
  /** Writes the counted hits where the environment may be frozen. Await it at the end of an invocation. */
  beforeFreeze(): Promise<void>;
}

export interface FaultInjectorOptions {
  readonly counter: HitCounter;
  /** Writes a log line for each fault that acted. */
  readonly log?: LogFault;
  /** In [0, 1). @default Math.random */
  readonly random?: () => number;
}

export function createFaultInjector(
  switches: Pick<FaultSwitches, 'enabled' | 'current'>,
  { counter, log, random = Math.random }: FaultInjectorOptions,
): FaultInjector {
  let settings: FaultSettings = {};

  function acted(id: FaultId, delayMs?: number): void {
    if (id !== 'query_delay') counter.count(id);
    recordFault(id, { delayMs, log });
  }
  const isDrawn = ({ percentage }: Effect): boolean => random() * 100 < percentage;

  function effectOf(id: FaultId, query: Invocation['query']): Effect | undefined {
    if (id === 'query_delay') return delayAskedFor(query);
    const setting = settings[id];
    return setting && switchRow(id).effect(setting);
  }
  async function inject(id: FaultId, effect: Effect): Promise<void> {
    if (!isDrawn(effect)) return;
    switch (FAULTS[id].mode) {
      case 'latency':
        return injectDelay(id, effect.ms ?? 0);
      case 'exception':
        acted(id);
        throw injectedError(FAULTS[id].point);
    }
  }
  async function injectAll(ids: readonly FaultId[], query?: Invocation['query']): Promise<void> {
    for (const id of ids) {
      const effect = effectOf(id, query);
      if (effect) await inject(id, effect);
    }
  }
  /** Waits, but never past the end of the invocation. */
  async function injectDelay(id: FaultId, delayMs: number): Promise<void> {
    if (delayMs <= 0) return;
    acted(id, delayMs);
    const longestMs = Math.max(0, remainingMs() - RESERVE_MS);
    const attributes = { [ATTRIBUTE.chaosFault]: id, [ATTRIBUTE.chaosDelayMs]: delayMs };
    await inSpan(SPAN_NAME.injectedDelay, { attributes }, () => wait(Math.min(delayMs, longestMs)));
    if (delayMs > longestMs) throw new AppError('timeout', 'The request timed out');
  }
  return {
    async enter({ faults, query = {} }) {
      if (!switches.enabled) return;
      settings = await switches.current();
      await injectAll(faults, query);
    },
    at(point) {
      const ids = faultsAt(point);
      if (ids.length === 0) return undefined;
      return () => injectAll(ids);
    },
    draw(id) {
      const effect = effectOf(id, undefined);
      return effect !== undefined && isDrawn(effect);
    },
    acted: (id) => acted(id),
    beforeFreeze: counter.beforeFreeze,
  };
}

/** Reads `?delay=`. Most requests have none, so it is looked at before the schema parses it. */
function delayAskedFor(query: Invocation['query']): Effect | undefined {
  if (query?.delay === undefined) return undefined;
  return { percentage: 100, ms: parsePart('query', DelayQuery, query).delay ?? 0 };
}

/** At a port it is the failure of a dependency, which the business knows how to answer. */
const injectedError = (point: Point): AppError =>
  new AppError(point.endsWith('.handler') ? 'injected_error' : 'dependency_unavailable', 'Injected error');
