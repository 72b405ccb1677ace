import { CallQueue, type QueuedCall, type Timing } from './call-queue.ts';
import { Environment, RETIRED } from './environment.ts';
import { GROW_AFTER_MS, PROCESSORS } from './growth.ts';
import { type Failure, type FunctionSpec, MAX_PAYLOAD_BYTES, type Outcome } from './invocation.ts';
import type { PoolOptions } from './pool-options.ts';
import { Shortage } from './shortage.ts';
import { ACCOUNT_ID, REGION } from './variables.ts';

const MAX_CONCURRENCY = 4;
const QUEUE_LIMIT = 1024;
const IDLE_MS = 300_000;
const EXTRA_IDLE_MS = 30_000;
/** Idle time after which an environment that was started and never called is ended. */
export const UNUSED_MS = 20_000;
/** Time between two looks for environments that were idle for long enough. */
export const REAP_EVERY_MS = 5_000;
const IDLE: Failure = { type: 'idle', message: 'not needed' };
const THROTTLED: Failure = { type: 'TooManyRequestsException', message: 'Rate Exceeded.' };
const TOO_LARGE: Failure = {
  type: 'RequestEntityTooLargeException',
  message: 'the request is larger than 6 MB',
};
const REFUSED: Timing = { queuedMs: 0, runMs: 0, cold: false };

let invocationCount = 0;
const idPrefix = `${crypto.randomUUID().slice(0, 24)}`;
const newInvocationId = (): string => idPrefix + (++invocationCount).toString(16).padStart(12, '0');

/** The execution environments of one function and its queue of waiting calls. */
export class FunctionPool {
  readonly spec: FunctionSpec;
  readonly maxConcurrency: number;
  readonly #options: PoolOptions;
  readonly #arn: string;
  readonly #environments = new Set<Environment>();
  /** Used as a stack, so that surplus environments stay idle at the bottom and are ended. */
  readonly #idle: Environment[] = [];
  readonly #queue = new CallQueue();
  readonly #reaper: NodeJS.Timeout;
  #starting = 0;
  #growTimer: NodeJS.Timeout | undefined;
  readonly #shortage = new Shortage();
  #closed = false;
  #starts = 0;
  #throttled = 0;
  #onEmpty: () => void = () => undefined;

  constructor(spec: FunctionSpec, options: PoolOptions = {}) {
    this.spec = spec;
    this.maxConcurrency = options.maxConcurrency ?? MAX_CONCURRENCY;
    this.#options = options;
    this.#arn = `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:${spec.name}`;
    const { idleMs = IDLE_MS, extraIdleMs = EXTRA_IDLE_MS, unusedMs = UNUSED_MS } = options;
    const shortest = Math.min(idleMs, extraIdleMs, unusedMs, REAP_EVERY_MS);
    this.#reaper = setInterval(() => this.#reap(), shortest).unref();
  }

  get size(): number {
    return this.#environments.size;
  }
  get waiting(): number {
    return this.#queue.length;
  }
  /** Environments that were started so far. */
  get starts(): number {
    return this.#starts;
  }
  /** Calls that were refused with 429 so far. */
  get throttled(): number {
    return this.#throttled;
  }
  get pids(): readonly number[] {
    return [...this.#environments].map((environment) => environment.pid);
  }

  /** Number of environments by what they do. */
  states(): Readonly<Record<'starting' | 'idle' | 'busy', number>> {
    const [starting, idle] = [this.#starting, this.#idle.length];
    return { starting, idle, busy: Math.max(this.size - starting - idle, 0) };
  }

  /** Kills an environment as a crash does, a busy one where there is one. @returns how many were killed */
  killOne(cause: Failure): number {
    const [victim] = [...this.#environments].sort(
      (one, other) => Number(other.state === 'busy') - Number(one.state === 'busy'),
    );
    victim?.kill(cause);
    return victim ? 1 : 0;
  }

  /** Ends the idle environments, so that a call meets a cold start. @returns how many were ended */
  retireIdle(): number {
    const idle = this.#idle.splice(0);
    for (const environment of idle) environment.end(RETIRED);
    return idle.length;
  }

  /** Invokes the function. Returns a function that withdraws the call; it returns false if the call no longer waits. */
  invoke(event: string, traceId: string, done: QueuedCall['done']): () => boolean {
    const call: QueuedCall = { event, traceId, done, at: performance.now() };
    const refusal = this.#refusal(event);
    if (refusal) {
      if (refusal === THROTTLED) this.#throttled++;
      done({ ok: false, ...refusal }, REFUSED);
      return () => false;
    }
    const idle = this.#queue.length === 0 ? this.#idle.pop() : undefined;
    if (idle) this.#run(idle, call);
    else {
      this.#queue.push(call);
      this.#grow();
    }
    return () => this.#queue.withdraw(call);
  }

  /** Starts the first environment before the first call. Rejects with the error that a call would get. */
  warmUp(): Promise<void> {
    if (this.size > 0 || this.#closed || this.maxConcurrency === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#start((failure) =>
        failure ? reject(new Error(`${failure.type}: ${failure.message}`)) : resolve(),
      );
    });
  }

  /** Ends every process. Waiting and running calls fail. */
  async dispose(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#reaper);
    clearTimeout(this.#growTimer);
    const stopped: Failure = { type: 'Runtime.ExitError', message: 'the engine stops' };
    for (let call = this.#queue.shift(); call; call = this.#queue.shift()) {
      call.done({ ok: false, ...stopped }, REFUSED);
    }
    for (const environment of this.#environments) environment.end(stopped);
    if (this.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
  }

  #refusal(event: string): Failure | undefined {
    // a string of n UTF-16 code units is at most 3n bytes long
    if (event.length > MAX_PAYLOAD_BYTES / 3 && Buffer.byteLength(event) > MAX_PAYLOAD_BYTES)
      return TOO_LARGE;
    const full = this.#idle.length === 0 && this.#queue.length >= (this.#options.queueLimit ?? QUEUE_LIMIT);
    return full || this.#closed || this.maxConcurrency === 0 ? THROTTLED : undefined;
  }

  #grow(): void {
    if (this.#growTimer || this.#closed || this.size >= this.maxConcurrency) return;
    if (this.#queue.length <= this.#starting) {
      this.#shortage.ends();
      return;
    }
    if (this.size === 0) {
      this.#start();
      return;
    }
    this.#growTimer = setTimeout(() => {
      this.#growTimer = undefined;
      const isShort = this.#shortage.isFound(this.#queue, this.pids, this.#starting);
      if (isShort && this.size < this.maxConcurrency && this.#starting < PROCESSORS) this.#start();
      this.#grow();
    }, GROW_AFTER_MS);
  }

  #start(onFirst?: (failure?: Failure) => void): void {
    this.#starting++;
    this.#starts++;
    let started = false;
    const hasStarted = (failure?: Failure): void => {
      if (started) return;
      started = true;
      this.#starting--;
      onFirst?.(failure);
      // a failed start fails the call that has waited longest, as a failed cold start does on AWS
      if (failure) this.#queue.shift()?.done({ ok: false, ...failure }, { ...REFUSED, cold: true });
    };
    const environment = new Environment(this.spec, this.#options, {
      free: () => {
        hasStarted();
        const call = this.#queue.shift();
        if (call) this.#run(environment, call);
        else this.#idle.push(environment);
      },
      gone: (cause) => this.#forget(environment, cause, hasStarted),
    });
    this.#environments.add(environment);
  }

  #forget(environment: Environment, cause: Failure, hasStarted: (failure?: Failure) => void): void {
    this.#environments.delete(environment);
    const at = this.#idle.indexOf(environment);
    if (at >= 0) this.#idle.splice(at, 1);
    hasStarted(cause);
    if (this.#closed) {
      if (this.size === 0) this.#onEmpty();
      return;
    }
    if (cause !== IDLE && cause !== RETIRED) this.#options.onCrash?.(cause);
    this.#grow();
  }

  #run(environment: Environment, call: QueuedCall): void {
    const from = performance.now();
    const cold = environment.invocations === 0 && environment.bornAt + environment.initMs >= call.at;
    environment.invoke(
      {
        id: newInvocationId(),
        event: call.event,
        deadlineMs: Date.now() + this.spec.timeoutMs,
        arn: this.#arn,
        traceId: call.traceId,
        switchesVersion: this.#options.switchesVersion?.(),
      },
      (outcome: Outcome) =>
        call.done(outcome, { queuedMs: from - call.at, runMs: performance.now() - from, cold }),
    );
  }

  #reap(): void {
    const now = performance.now();
    const { idleMs = IDLE_MS, extraIdleMs = EXTRA_IDLE_MS, unusedMs = UNUSED_MS } = this.#options;
    let others = this.size - 1;
    // Those at the bottom of the stack have been idle longest.
    for (const environment of [...this.#idle]) {
      const usedMs = others > 0 ? Math.min(extraIdleMs, idleMs) : idleMs;
      const limit = environment.invocations === 0 ? unusedMs : usedMs;
      if (now - environment.idleSince < limit) continue;
      this.#idle.splice(this.#idle.indexOf(environment), 1);
      others--;
      environment.end(IDLE);
    }
  }
}
