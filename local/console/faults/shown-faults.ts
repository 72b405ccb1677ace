import * as z from 'zod';
import type { ExchangeMeter } from '#local/telemetry/exchange-meter';
import type { Frame, ShownFault } from '#shared/console/frame';
import { messageOf } from '#shared/error-message';
import { hitIds } from '#shared/faults/hit-header';
import type { Point } from '#shared/faults/points/point';
import type { ServiceName } from '#shared/services';
import type { FrameSource } from '../frame-source.ts';
import { edgesOfRule } from './edges-of-points.ts';

/** The services whose switches hold a fault. */
export type FaultyServices = () => Promise<readonly ServiceName[]>;

const Rule = z.looseObject({
  id: z.string(),
  point: z.string(),
  mode: z.string(),
  hits: z.number().nullable(),
  hits_per_second: z.number().nullable(),
  expires_at: z.string().nullable(),
  set_at: z.string().optional(),
});
/** Ids of rules are bounded, and so is the number of those that are remembered. */
const MOST_COUNTED = 1_000;

export interface ShownFaultsOptions {
  readonly faulty: FaultyServices;
  /** The rules of a service as `GET /chaos` lists them. */
  readonly list: (service: ServiceName) => Promise<readonly unknown[]>;
  readonly points: () => readonly Point[];
}

/** The faults that are on, with their hits. Services are asked only while one of theirs is on. */
export class ShownFaults implements FrameSource {
  readonly #options: ShownFaultsOptions;
  readonly #affected = new Map<string, number>();
  #last: Partial<Frame> = {};
  #running: Promise<void> | undefined;
  #isWatched = false;

  constructor(options: ShownFaultsOptions) {
    this.#options = options;
  }

  /** Counts the answers that a fault acted on. */
  meterOf(service: ServiceName): ExchangeMeter {
    return {
      add: ({ faultHits }) => {
        if (!this.#isWatched || faultHits === undefined) return;
        for (const id of new Set(hitIds(faultHits))) {
          const key = keyOf({ service, id });
          if (this.#affected.size < MOST_COUNTED || this.#affected.has(key))
            this.#affected.set(key, (this.#affected.get(key) ?? 0) + 1);
        }
      },
    };
  }

  watch(isWatched: boolean): void {
    this.#isWatched = isWatched;
  }

  read(): Partial<Frame> {
    this.#running ??= this.#look().finally(() => {
      this.#running = undefined;
    });
    return this.#last;
  }

  async #look(): Promise<void> {
    try {
      const { faulty, list } = this.#options;
      const services = await faulty();
      const listed = await Promise.allSettled(
        services.map(async (service) => (await list(service)).map((rule) => this.#shown(service, rule))),
      );
      const before = this.#last.faults ?? [];
      const faults = listed.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
      const problems = listed.flatMap((result) =>
        result.status === 'rejected' ? [messageOf(result.reason)] : [],
      );
      this.#last = { faults, ...(problems.length > 0 && { fault_problems: problems }) };
      const on = new Set(faults.map(keyOf));
      for (const fault of before) if (!on.has(keyOf(fault))) this.#affected.delete(keyOf(fault));
    } catch (error) {
      this.#last = { fault_problems: [messageOf(error)] };
    }
  }

  #shown(service: ServiceName, given: unknown): ShownFault {
    const { id, point, mode, hits, hits_per_second, expires_at, set_at: _, ...details } = Rule.parse(given);
    return {
      ...{ service, id, point, mode, hits, hits_per_second, details },
      edges: edgesOfRule(point, mode, this.#options.points()),
      affected: this.#affected.get(keyOf({ service, id })) ?? 0,
      expires_at_ms: expires_at === null ? null : Date.parse(expires_at),
    };
  }
}

const keyOf = ({ service, id }: Pick<ShownFault, 'service' | 'id'>): string => `${service}/${id}`;
