import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { exitFailure } from './exit-failure.ts';
import {
  type Failure,
  type FunctionSpec,
  type Invocation,
  MAX_PAYLOAD_BYTES,
  type Outcome,
  parseFailure,
} from './invocation.ts';
import { memoryWatch } from './memory-watch.ts';
import { RuntimeApi, type Verdict } from './runtime-api.ts';
import { TimeLimit } from './time-limit.ts';
import { variablesOf } from './variables.ts';

/** Registry of environment processes. It kills them if the engine dies. */
export interface ProcessRegistry {
  add(pid: number): void;
  remove(pid: number): void;
}

export interface EnvironmentOptions {
  /** Stops an idle process with SIGSTOP, as AWS freezes it. @default false */
  readonly freeze?: boolean;
  /** @default 10_000, Lambda's limit */
  readonly initTimeoutMs?: number;
  /** Folder with compiled code, shared by all functions. */
  readonly compileCache?: string;
  /** File descriptor that takes what functions print. @default ignored */
  readonly logFile?: number;
  readonly processes?: ProcessRegistry;
}

export interface EnvironmentEvents {
  /** Called when the environment waits for an invocation: after its start and after each answer. */
  free(): void;
  /** Called when the process has ended, after a running invocation was failed. */
  gone(cause: Failure): void;
}

type State = 'starting' | 'idle' | 'busy' | 'gone';

/**
 * By default V8 lets each process keep 50 MB of garbage, and collects it with helper threads. The limit halves the memory and costs no
 * processor time. A heap as small as that of a function is collected by one thread sooner than helpers are woken: up to 0.95 of the time.
 */
const GARBAGE = ['--max-semi-space-size=4', '--single-threaded-gc'];
const BOOTSTRAP = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url));
/** Time between SIGTERM and SIGKILL. */
const END_MS = 500;
const INIT_TIMEOUT_MS = 10_000;
/** Share of the memory size for JavaScript objects. The rest is for code, stacks and buffers. */
const HEAP_SHARE = 0.9;
/** File descriptor of the fourth entry of `stdio`. */
const RUNTIME_API_FD = 3;
/** End of an environment whose function asked for it: it answered, and exited in place of waiting for another call. */
export const RETIRED: Failure = { type: 'ended', message: 'ended by itself after an answer' };

/** One execution environment: a process that serves one invocation at a time. */
export class Environment {
  readonly bornAt = performance.now();
  initMs = 0;
  invocations = 0;
  idleSince = 0;
  readonly #spec: FunctionSpec;
  readonly #options: EnvironmentOptions;
  readonly #events: EnvironmentEvents;
  readonly #api: RuntimeApi;
  #child: ChildProcess | undefined;
  #state: State = 'starting';
  /** For the start and the end; calls have `#limit`. */
  #timer: NodeJS.Timeout | undefined;
  readonly #limit: TimeLimit;
  #current: { readonly id: string; readonly done: (outcome: Outcome) => void } | undefined;
  #lastId = '';
  #cause: Failure | undefined;

  constructor(spec: FunctionSpec, options: EnvironmentOptions, events: EnvironmentEvents) {
    this.#spec = spec;
    this.#options = options;
    this.#events = events;
    this.#api = new RuntimeApi({
      next: () => this.#next(),
      response: (id, payload) => this.#settle(id, payload, true),
      error: (id, payload) => this.#settle(id, payload, false),
      initError: (payload) => {
        this.#cause = parseFailure(payload, 'Runtime.InitError');
      },
    });
    const { timeoutMs } = spec;
    this.#limit = new TimeLimit(timeoutMs, () => {
      const message = `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
      this.kill({ type: 'Sandbox.Timedout', message });
    });
    this.#timer = setTimeout(
      () => this.kill({ type: 'Sandbox.Timedout', message: 'the start took too long' }),
      options.initTimeoutMs ?? INIT_TIMEOUT_MS,
    );
    if (spec.command) {
      const command = spec.command;
      this.#api.listen().then(
        (address) => this.#spawn(command, { AWS_LAMBDA_RUNTIME_API: address }),
        (error: Error) => this.#gone({ type: 'Runtime.InitError', message: error.message }),
      );
    } else {
      const heapMb = Math.floor(spec.memoryMb * HEAP_SHARE);
      this.#spawn(
        [process.execPath, `--max-old-space-size=${heapMb}`, ...GARBAGE, BOOTSTRAP],
        options.compileCache ? { LOCAL_COMPILE_CACHE: options.compileCache } : {},
      );
    }
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }
  get state(): State {
    return this.#state;
  }
  /** Serves an invocation, so that its memory is of interest. */
  get isBusy(): boolean {
    return this.#current !== undefined;
  }

  invoke(invocation: Invocation, done: (outcome: Outcome) => void): void {
    if (this.#options.freeze) this.#signal('SIGCONT');
    this.#state = 'busy';
    this.invocations++;
    this.#current = { id: invocation.id, done };
    this.#limit.begin();
    memoryWatch.wake();
    this.#api.deliver(invocation);
  }

  kill(cause: Failure): void {
    if (this.#state === 'gone') return;
    this.#cause ??= cause;
    this.#signal('SIGKILL'); // SIGKILL also ends a stopped process
  }

  /** Ends the process with SIGTERM, so that it can send its last telemetry, and kills it after END_MS. */
  end(cause: Failure): void {
    if (this.#state !== 'idle' || this.#options.freeze) {
      this.kill(cause);
      return;
    }
    this.#cause ??= cause;
    this.#signal('SIGTERM');
    this.#timer = setTimeout(() => this.kill(cause), END_MS);
  }

  /** Kills the process if it uses too much memory. Called at intervals while it is busy. */
  checkMemory(usedMb: number): void {
    if (usedMb <= this.#spec.memoryMb) return;
    this.kill({ type: 'Runtime.OutOfMemory', message: `used more than ${this.#spec.memoryMb} MB` });
  }

  #spawn([command, ...args]: readonly [string, ...string[]], extra: Record<string, string>): void {
    if (this.#cause) {
      this.#gone(this.#cause);
      return;
    }
    const log = this.#options.logFile ?? 'ignore';
    let child: ChildProcess;
    try {
      child = spawn(command, args, {
        env: { ...variablesOf(this.#spec), ...extra },
        cwd: this.#spec.directory,
        // Own process group: Ctrl-C reaches only the engine, and child processes of a handler are killed with it.
        detached: true,
        stdio: ['ignore', log, log, this.#spec.command ? 'ignore' : 'pipe'],
      });
    } catch (error) {
      // The process cannot start, for example for lack of memory. Deferred: the pool does not have this environment yet.
      setImmediate(() => this.#gone({ type: 'Runtime.InitError', message: String(error) }));
      return;
    }
    this.#child = child;
    memoryWatch.add(this);
    if (child.pid) this.#options.processes?.add(child.pid);
    const socket = child.stdio[RUNTIME_API_FD];
    if (socket) this.#api.serve(socket as Duplex);
    child.on('error', (error) => this.#gone({ type: 'Runtime.InitError', message: error.message }));
    child.on('exit', (code, signal) => {
      const hasRetired = code === 0 && this.#state === 'busy' && !this.#current;
      this.#gone(hasRetired ? RETIRED : exitFailure(code, signal));
    });
  }

  #next(): void {
    if (this.#current || this.#state === 'gone') return; // a custom runtime may ask twice
    if (this.#state === 'starting') {
      clearTimeout(this.#timer);
      this.initMs = performance.now() - this.bornAt;
    }
    this.#state = 'idle';
    this.idleSince = performance.now();
    if (this.#options.freeze) this.#signal('SIGSTOP');
    this.#events.free();
  }

  #settle(id: string, payload: Buffer, ok: boolean): Verdict {
    const current = this.#current;
    if (current?.id !== id) return id === this.#lastId ? 'repeated' : 'unknown';
    this.#current = undefined;
    this.#lastId = id;
    this.#limit.end();
    // A runtime asks for its next event in the same write, and has it before the engine does what the answer takes.
    const settle = (outcome: Outcome): void => queueMicrotask(() => current.done(outcome));
    if (payload.length > MAX_PAYLOAD_BYTES) {
      const message = `Response payload size (${payload.length} bytes) exceeded maximum allowed payload size (${MAX_PAYLOAD_BYTES} bytes).`;
      settle({ ok: false, type: 'Function.ResponseSizeTooLarge', message });
      return 'too-large';
    }
    settle(ok ? { ok, payload } : { ok, payload, ...parseFailure(payload, 'Error') });
    return 'accepted';
  }

  #gone(reason: Failure): void {
    if (this.#state === 'gone') return;
    this.#state = 'gone';
    clearTimeout(this.#timer);
    this.#limit[Symbol.dispose]();
    memoryWatch.delete(this);
    this.#api.close();
    if (this.pid) {
      this.#signal('SIGKILL'); // kills child processes that the handler left behind
      this.#options.processes?.remove(this.pid);
    }
    const cause = this.#cause ?? reason;
    const current = this.#current;
    this.#current = undefined;
    current?.done({ ok: false, ...cause });
    this.#events.gone(cause);
  }

  #signal(signal: NodeJS.Signals): void {
    if (!this.pid) return;
    try {
      process.kill(-this.pid, signal);
    } catch {
      // the group has already ended
    }
  }
}
