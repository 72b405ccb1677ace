import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { UsageError, UserError } from '#shared/cli/errors';
import type { LoadResult } from './measure/load-result.ts';
import type { Sample } from './measure/sample.ts';
import type { LoadCommand, LoadEvent } from './messages.ts';
import type { LoadPlan } from './plan/plan.ts';
import { readPlan } from './plan/read-plan.ts';

const GENERATOR = fileURLToPath(new URL('./generator/process.ts', import.meta.url));

/** A load in a process of its own, which ends with this one. */
export interface Load extends AsyncDisposable {
  readonly pid: number;
  /** Resolves with the time of the start, in milliseconds since 1970, when users and menus are ready. Rejects as `ended` does. */
  readonly started: Promise<number>;
  /** Resolves when the last answer is there. Rejects with a UserError where the load could not be carried out. */
  readonly ended: Promise<LoadResult>;
  /** Calls the listener with the figures of each second. */
  onSecond(listener: (sample: Sample) => void): void;
  /**
   * Journeys per second from now on, until the end of the plan.
   * @throws UsageError for a closed loop, which has no rate
   */
  setRate(perSecond: number): void;
  /**
   * Clients from now on, until the end of the plan.
   * @throws UsageError for an open loop
   */
  setClients(clients: number): void;
  /** Begins a section of the result, such as `during`. A phase of the plan begins one too. */
  mark(name: string): void;
  /** Begins no more journeys; the result comes when the answers to those under way are there. */
  stop(): Promise<LoadResult>;
}

/**
 * Begins a load.
 * @throws UsageError for a wrong plan
 */
export function startLoad(given: LoadPlan): Load {
  const plan = readPlan(given);
  const child = fork(GENERATOR, { execArgv: [] });
  const started = Promise.withResolvers<number>();
  const ended = Promise.withResolvers<LoadResult>();
  const listeners: ((sample: Sample) => void)[] = [];
  const exited = once(child, 'exit');
  const fail = (error: Error): void => {
    started.reject(error);
    ended.reject(error);
  };
  child.on('message', (event: LoadEvent) => {
    if (event.type === 'started') started.resolve(event.startedAtMs);
    if (event.type === 'second') for (const listener of listeners) listener(event.sample);
    if (event.type === 'result') ended.resolve(event.result);
    if (event.type === 'failed') fail(new (event.isUserError ? UserError : Error)(event.reason));
    if (event.type === 'result' || event.type === 'failed') child.disconnect();
  });
  child.on('error', fail);
  child.on('exit', () => fail(new UserError('the load generator ended before its load did')));
  // callers look at one of them, or at none
  started.promise.catch(() => undefined);
  ended.promise.catch(() => undefined);
  const send = (command: LoadCommand): void => {
    if (child.connected) child.send(command);
  };
  send({ type: 'begin', plan });
  const setLevel = (kind: typeof plan.loop.kind, what: string, level: number): void => {
    if (plan.loop.kind !== kind)
      throw new UsageError(`the load is a ${plan.loop.kind} loop, and has no ${what}`);
    if (!(level >= 0)) throw new UsageError(`${what} is "${level}", allowed: a number from 0`);
    send({ type: 'level', level });
  };
  return {
    pid: child.pid ?? 0,
    started: started.promise,
    ended: ended.promise,
    onSecond: (listener) => listeners.push(listener),
    setRate: (perSecond) => setLevel('open', 'rate', perSecond),
    setClients: (clients) => setLevel('closed', 'number of clients', clients),
    mark: (name) => send({ type: 'mark', name }),
    stop() {
      send({ type: 'stop' });
      return ended.promise;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
