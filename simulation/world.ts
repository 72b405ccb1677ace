import type { Dependency } from '#functions/order/in-memory/ports';
import { AppError } from '#shared/errors';
import { Agenda } from './agenda.ts';
import { type Fault, FaultPlan, type Trouble } from './fault-plan.ts';
import { Random } from './random.ts';

/** One invocation of a function. It is killed where the seed decides it, or at its deadline. */
export interface Process {
  readonly name: string;
  readonly deadlineMs: number;
  /** Error of its clock. */
  readonly skewMs: number;
  dead: boolean;
  /** Calls under way. */
  calls: number;
  readonly end: (answer: unknown) => void;
}

/** An effect at a store. It happens in one instant, or (`later`) through another process that answers or never does. */
export type Effect<T> =
  | { readonly now: () => T }
  | { readonly later: (answer: (outcome: Promise<T>) => void) => void };

/** Number of turns; greater than the length of any chain of promises between two calls. */
const WAITING_TURNS = 24;

/**
 * The simulated world: one seeded generator, one virtual clock, one agenda. The same seed gives the same history, call
 * by call. The promise of a killed process never settles.
 */
export class World {
  readonly random: Random;
  readonly faultPlan: FaultPlan;
  readonly timeline: string[] | undefined;
  nowMs = 0;
  /** True while an effect arrives after its caller's time limit. */
  late = false;
  readonly #agenda = new Agenda();
  #bug: unknown;
  /** Invocations whose code was resumed and has not yet come to rest. */
  readonly #running = new Set<Process>();

  readonly #without: ReadonlySet<Trouble>;

  constructor(seed: number, traced: boolean, without: ReadonlySet<Trouble> = new Set()) {
    this.#without = without;
    this.timeline = traced ? [] : undefined;
    this.random = new Random(seed);
    this.faultPlan = new FaultPlan(this.random, without);
    this.log(this.faultPlan.toString());
  }

  log(line: string): void {
    this.timeline?.push(`${(this.nowMs / 1000).toFixed(3).padStart(9)}  ${line}`);
  }

  after(delayMs: number, run: () => void): void {
    this.#agenda.add(this.nowMs + delayMs, run);
  }

  /** Whether this history leaves that trouble out. */
  skips(trouble: Trouble): boolean {
    return this.#without.has(trouble);
  }

  isFaultPeriod(): boolean {
    return this.faultPlan.isFaultPeriod(this.nowMs);
  }

  /** Starts an invocation. `done` gets its answer, or undefined when it was killed or ran out of time. */
  spawn<T>(
    name: string,
    timeoutMs: number,
    body: (process: Process) => Promise<T>,
    done: (answer: T | undefined) => void,
  ): void {
    const drawnMs = this.isFaultPeriod() && this.random.chance(0.2) ? this.random.between(-2_000, 2_000) : 0;
    const skewMs = this.skips('clock skew') ? 0 : drawnMs;
    const process: Process = {
      name,
      deadlineMs: this.nowMs + timeoutMs,
      skewMs,
      dead: false,
      calls: 0,
      end: (answer) => {
        process.dead = true;
        done(answer as T | undefined);
      },
    };
    this.#running.add(process);
    if (this.timeline) this.log(`${name} starts`);
    body(process).then(
      (answer) => {
        this.#running.delete(process);
        if (this.timeline) this.log(`${name} → ${JSON.stringify(answer)}`);
        if (!process.dead) process.end(answer);
      },
      (error: unknown) => {
        this.#running.delete(process);
        this.#bug ??= error;
      },
    );
  }

  /** One call to a store or neighbour: the only place where time passes, and where anything can go wrong. */
  call<T>(process: Process, on: Dependency, what: string, timeoutMs: number, effect: Effect<T>): Promise<T> {
    this.#running.delete(process);
    process.calls++;
    return new Promise<T>((resolve, reject) => {
      let settled = false;
      const settle = (go: () => void): void => {
        if (settled || process.dead) return;
        settled = true;
        process.calls--;
        this.#resume(process, go);
      };
      const perform = (note: string, answer: (outcome: Promise<T> | T) => void): void =>
        this.#perform(process, what, note, effect, answer);
      const fail = (afterMs: number, code: 'dependency_timeout' | 'dependency_unavailable'): void =>
        this.after(afterMs, () => settle(() => reject(new AppError(code, `${on}: ${what}`))));
      const answer = (backMs: number) => (outcome: Promise<T> | T) => {
        const deliver = (): void => settle(() => resolve(outcome));
        if (backMs === 0) deliver();
        else this.after(backMs, deliver);
      };
      this.#dispatch({ process, on, what, timeoutMs, perform, fail, answer });
      // An effect that happens later may never be answered.
      if ('later' in effect) fail(timeoutMs, 'dependency_timeout');
    });
  }

  /** Lets this much time pass. */
  async runFor(forMs: number): Promise<void> {
    let isOver = false;
    this.after(forMs, () => {
      isOver = true;
    });
    await this.run(() => isOver);
  }

  /** Runs until nothing is left to happen, or `isOver`. */
  async run(isOver: () => boolean = () => false): Promise<void> {
    while (!isOver()) {
      // Promises run until every resumed invocation has made its next call or ended.
      for (let turns = 0; this.#running.size > 0; turns++) {
        await undefined;
        if (turns >= WAITING_TURNS) this.#forgetWaiting();
      }
      if (this.#bug) throw this.#bug;
      const entry = this.#agenda.next();
      if (!entry) return;
      this.nowMs = entry.timeMs;
      entry.run();
    }
  }

  /** An invocation with other calls under way may only be waiting for those: it is at rest by now. */
  #forgetWaiting(): void {
    for (const process of this.#running) if (process.calls > 0) this.#running.delete(process);
  }

  #dispatch<T>({ process, on, what, timeoutMs, perform, fail, answer }: Dispatch<T>): void {
    const { random, faultPlan } = this;
    const latencyMs = random.between(1, 20);
    const fault: Fault | undefined = faultPlan.faultOf(on, this.nowMs);
    const ignore = (): void => {};
    if (faultPlan.kills(this.nowMs)) {
      this.log(`${process.name} is KILLED at ${what}`);
      const arrives = random.chance(0.6)
        ? random.chance(0.3)
          ? faultPlan.latenessMs()
          : latencyMs
        : undefined;
      if (arrives !== undefined) this.after(arrives, () => perform(' (sent by a dead caller)', ignore));
      this.after(random.between(1, 100), () => {
        if (!process.dead) process.end(undefined);
      });
      return;
    }
    if (this.timeline && fault) this.log(`${process.name}: ${what}: ${fault}`);
    switch (fault) {
      case undefined:
        this.after(latencyMs, () => perform('', answer(random.chance(0.5) ? 0 : random.between(1, 20))));
        return;
      case 'slow': {
        const backMs = random.between(1, Math.floor(timeoutMs * 0.4));
        this.after(random.between(1, Math.floor(timeoutMs * 0.6)), () => perform(' (slow)', answer(backMs)));
        return;
      }
      case 'refused':
        fail(latencyMs, 'dependency_unavailable');
        return;
      case 'cut off':
        this.after(latencyMs, () => perform(' (cut off)', ignore));
        fail(latencyMs + random.between(0, 20), 'dependency_unavailable');
        return;
      case 'answer lost':
        this.after(latencyMs, () => perform(' (answer lost)', ignore));
        break;
      case 'late':
        this.after(timeoutMs + faultPlan.latenessMs(), () => perform(' (LATE)', ignore));
        break;
    }
    fail(timeoutMs, 'dependency_timeout');
  }

  #perform<T>(
    process: Process,
    what: string,
    note: string,
    effect: Effect<T>,
    answer: (outcome: Promise<T> | T) => void,
  ): void {
    if ('later' in effect) {
      if (this.timeline) this.log(`${process.name}: ${what}${note} arrives`);
      effect.later(answer);
      return;
    }
    this.late = note !== '';
    const value = effect.now();
    this.late = false;
    if (this.timeline) this.log(`${process.name}: ${what}${note} = ${JSON.stringify(value)}`);
    answer(value);
  }

  #resume(process: Process, go: () => void): void {
    if (this.nowMs < process.deadlineMs) {
      this.#running.add(process);
      go();
      return;
    }
    this.log(`${process.name} TIMES OUT`);
    process.end(undefined);
  }
}

interface Dispatch<T> {
  readonly process: Process;
  readonly on: Dependency;
  readonly what: string;
  readonly timeoutMs: number;
  perform(note: string, answer: (outcome: Promise<T> | T) => void): void;
  fail(afterMs: number, code: 'dependency_timeout' | 'dependency_unavailable'): void;
  answer(backMs: number): (outcome: Promise<T> | T) => void;
}
