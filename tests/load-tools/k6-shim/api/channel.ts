import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type HttpCall, type HttpResult, type Sample, WAKE, type WorkerTask } from '../protocol.ts';

const { answers, flags }: WorkerTask = workerData;

export const emit = (sample: Sample): void => parentPort?.postMessage({ type: 'sample', sample });

/** Sends the call to the main thread, and blocks this one until it has the answer: k6's calls are synchronous. */
export function callAndWait(call: HttpCall): HttpResult {
  const before = Atomics.load(flags, WAKE);
  parentPort?.postMessage({ type: 'http', call });
  Atomics.wait(flags, WAKE, before);
  const received: { message: HttpResult } | undefined = receiveMessageOnPort(answers);
  if (received === undefined) throw new Error('woken without an answer');
  return received.message;
}

/** Blocks this thread. */
export function block(seconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1_000);
}
