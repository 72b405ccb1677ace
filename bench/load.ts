import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { WorkerMessage, WorkerReply } from './load-messages.ts';
import type { LoadPlan, LoadResult } from './load-plan.ts';

const WORKER = fileURLToPath(new URL('./load-worker.ts', import.meta.url));

export interface Load extends AsyncDisposable {
  /** Runs for this time, or until this many requests are sent. */
  run(seconds: number, most?: number): Promise<LoadResult>;
}

/** Opens the connections in a process of its own, which the processor time of the system does not contain. */
export async function openLoad(plan: LoadPlan): Promise<Load> {
  const worker = fork(WORKER, { execArgv: [] });
  const ended = once(worker, 'exit');
  const ask = async (message: WorkerMessage): Promise<WorkerReply> => {
    const reply = Promise.race([
      once(worker, 'message').then(([answer]) => answer as WorkerReply),
      ended.then((): WorkerReply => ({ type: 'failed', reason: 'the load generator ended' })),
    ]);
    worker.send(message);
    const answer = await reply;
    if (answer.type === 'failed') throw new Error(`The load generator failed: ${answer.reason}`);
    return answer;
  };
  const close = async (): Promise<void> => {
    worker.kill('SIGKILL');
    await ended;
  };
  try {
    await ask({ type: 'open', plan });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async run(seconds, most) {
      const reply = await ask({ type: 'run', seconds, ...(most !== undefined && { most }) });
      if (reply.type !== 'result') throw new Error('The load generator answered out of turn');
      return reply.result;
    },
    [Symbol.asyncDispose]: close,
  };
}
