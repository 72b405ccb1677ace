import type { Load } from '#load/load';
import type { LoadPlan } from '#load/plan/plan';
import type { LoadFrame, LoadWish } from '#shared/console/load-frame';
import { messageOf } from '#shared/error-message';
import type { FrameSource } from '../frame-source.ts';
import { loadSecond } from './load-second.ts';
import { planOfWish } from './load-wish.ts';

const MS_PER_SECOND = 1_000;
/** A figure of a second is shown for so long. */
const FRESH_MS = 2_500;

/** One load at a time, in a process of its own, which ends with this one. It goes on when the page is closed. */
export class LoadControl implements FrameSource, AsyncDisposable {
  readonly #urls: () => LoadPlan['urls'];
  #load: Load | undefined;
  #frame: LoadFrame = { state: 'idle' };
  #secondAtMs = 0;

  /** @param urls of the services, behind the gateway */
  constructor(urls: () => LoadPlan['urls']) {
    this.#urls = urls;
  }

  get isRunning(): boolean {
    return ['starting', 'running', 'stopping'].includes(this.#frame.state);
  }

  /** Of the last load; undefined before the first. */
  get kind(): LoadWish['kind'] | undefined {
    return this.#frame.wish?.kind;
  }

  read(nowMs: number): { readonly load: LoadFrame } {
    const { second, ...rest } = this.#frame;
    return { load: second && nowMs - this.#secondAtMs < FRESH_MS ? this.#frame : rest };
  }

  /** Begins a load. @throws UsageError for a wrong plan */
  async start(wish: LoadWish): Promise<void> {
    const { startLoad } = await import('#load/load');
    const load = startLoad(planOfWish(wish, this.#urls()));
    this.#load = load;
    this.#frame = { state: 'starting', wish, sent: 0 };
    load.onSecond((sample) => {
      this.#secondAtMs = Date.now();
      const { sent = 0 } = this.#frame;
      this.#change({ second: loadSecond(sample), sent: sent + sample.sent });
    });
    void load.started.then(
      (startedMs) => this.#change({ state: 'running', ends_at_ms: startedMs + wish.seconds * MS_PER_SECOND }),
      () => undefined,
    );
    void load.ended.then(
      ({ reasons, sent }) =>
        this.#end(load, { state: 'ended', sent, ...(reasons.length > 0 && { problems: reasons }) }),
      (error: unknown) => this.#end(load, { state: 'failed', problems: [messageOf(error)] }),
    );
  }

  /** Changes rate or clients from now on. */
  setLevel(level: number): void {
    const { wish } = this.#frame;
    if (!wish) return;
    if (wish.kind === 'open') this.#load?.setRate(level);
    else this.#load?.setClients(level);
    this.#change({ wish: { ...wish, level } });
  }

  /** Begins no more journeys; what is under way is answered. */
  stop(): void {
    if (!this.isRunning) return;
    this.#change({ state: 'stopping' });
    void this.#load?.stop().catch(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#load?.[Symbol.asyncDispose]();
  }

  #change(changed: Partial<LoadFrame>): void {
    this.#frame = { ...this.#frame, ...changed };
  }

  #end(load: Load, ended: Partial<LoadFrame>): void {
    if (this.#load !== load) return;
    const { ends_at_ms: _, ...rest } = this.#frame;
    this.#frame = { ...rest, ...ended };
    this.#load = undefined;
  }
}
