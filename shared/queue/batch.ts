import { AsyncLocalStorage } from 'node:async_hooks';

/** The messages of one invocation, while they are inspected. */
export interface Batch {
  /** Runs a call made for several messages, in the invocation's trace and in that of none of them. */
  run<T>(call: () => T): T;
}

const batches = new AsyncLocalStorage<Batch | undefined>();

/** Runs `inspect`, whose calls may be made together with those of the other messages. */
export function inBatch<T>(inspect: () => Promise<T>): Promise<T> {
  return batches.run({ run: AsyncLocalStorage.snapshot() as Batch['run'] }, inspect);
}

/** Runs the work of one message, whose calls are its own. */
export const outOfBatch = <T>(work: () => Promise<T>): Promise<T> => batches.run(undefined, work);

export const currentBatch = (): Batch | undefined => batches.getStore();
