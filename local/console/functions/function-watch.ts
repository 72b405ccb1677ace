import { setImmediate as nextTurn } from 'node:timers/promises';
import { memoryOfAll } from '#local/host/process-memory';
import type { FunctionPool } from '#local/runtime/pool';
import type { Frame } from '#shared/console/frame';
import type { FunctionFigures, ShownQueue } from '#shared/console/functions';
import type { FrameSource } from '../frame-source.ts';
import { NowAndThen } from '../now-and-then.ts';

type WatchedPool = Pick<
  FunctionPool,
  'maxConcurrency' | 'waiting' | 'starts' | 'throttled' | 'size' | 'pids' | 'states'
>;

export interface FunctionWatchOptions {
  /** By key, such as `order/place-order`. */
  readonly pools: ReadonlyMap<string, WatchedPool>;
  readonly queues: () => Promise<readonly ShownQueue[]>;
}

/** What has not changed stands in one of this many frames. */
const ALL_EVERY_FRAMES = 10;
/** Memory is read from files of the platform, and depths over HTTP. */
const MEASURE_EVERY_MS = 3_000;
/** Memory of an idle process changes by some pages all the time. */
const MEMORY_STEP_BYTES = 1_048_576;

/** Environments of functions, their memory and the depths of queues. */
export class FunctionWatch implements FrameSource {
  readonly #options: FunctionWatchOptions;
  readonly #frames = new NowAndThen(ALL_EVERY_FRAMES);
  readonly #memory = new Map<string, number | null>();
  /** As JSON, what the last frame that had it said. */
  readonly #told = new Map<string, string>();
  #queues: readonly ShownQueue[] = [];
  #toldQueues = '';
  #dueMs = 0;
  #isMeasuring = false;

  constructor(options: FunctionWatchOptions) {
    this.#options = options;
  }

  watch(): void {
    this.#frames.due();
  }

  read(nowMs: number): Pick<Frame, 'functions' | 'queues'> {
    if (!this.#isMeasuring && nowMs >= this.#dueMs) {
      this.#dueMs = nowMs + MEASURE_EVERY_MS;
      this.#isMeasuring = true;
      void this.#measure().finally(() => {
        this.#isMeasuring = false;
      });
    }
    const isAll = this.#frames.next();
    const figures = this.#changed(isAll);
    const queues = JSON.stringify(this.#queues);
    const hasQueues = isAll || queues !== this.#toldQueues;
    this.#toldQueues = queues;
    return {
      ...(Object.keys(figures).length > 0 && { functions: { ...(isAll && { is_all: true }), figures } }),
      ...(hasQueues && { queues: this.#queues }),
    };
  }

  #changed(isAll: boolean): Readonly<Record<string, FunctionFigures>> {
    const changed: Record<string, FunctionFigures> = {};
    for (const [key, pool] of this.#options.pools) {
      const figures = this.#figuresOf(key, pool);
      const text = JSON.stringify(figures);
      if (isAll || text !== this.#told.get(key)) changed[key] = figures;
      this.#told.set(key, text);
    }
    return changed;
  }

  #figuresOf(key: string, pool: WatchedPool): FunctionFigures {
    const { maxConcurrency: cap, waiting, starts, throttled } = pool;
    const memory_bytes = pool.size === 0 ? 0 : (this.#memory.get(key) ?? null);
    const figures = { cap, ...pool.states(), waiting, starts, throttled, memory_bytes };
    return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== 0));
  }

  /** Memory is read one function a turn, so that requests are served in between. */
  async #measure(): Promise<void> {
    const { pools, queues } = this.#options;
    const depths = queues().catch(() => []);
    for (const [key, { pids }] of pools) {
      if (pids.length > 0) await nextTurn();
      const bytes = memoryOfAll(pids).proportionalBytes;
      this.#memory.set(key, bytes === 0 ? null : Math.round(bytes / MEMORY_STEP_BYTES) * MEMORY_STEP_BYTES);
    }
    this.#queues = await depths;
  }
}
