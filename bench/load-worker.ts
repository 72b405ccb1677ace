import { type Exchange, openExchanges } from './exchanges.ts';
import type { WorkerMessage, WorkerReply } from './load-messages.ts';
import type { LoadResult } from './load-plan.ts';
import { summarise } from './summary.ts';

let exchanges: Exchange[] = [];

process.on('message', (message: WorkerMessage) => {
  handle(message).then(
    (reply) => process.send?.(reply),
    (error) => process.send?.({ type: 'failed', reason: String(error) } satisfies WorkerReply),
  );
});
process.on('disconnect', () => process.exit());
// Ctrl-C is for the bench, which ends this process
process.on('SIGINT', () => undefined);

async function handle(message: WorkerMessage): Promise<WorkerReply> {
  if (message.type === 'run') return { type: 'result', result: await run(message.seconds, message.most) };
  exchanges = await openExchanges(message.plan);
  return { type: 'opened' };
}

/** All connections at once, each one question after the other; no new ones after the time, and all answers awaited. */
async function run(seconds: number, most = Number.POSITIVE_INFINITY): Promise<LoadResult> {
  const latenciesMs: number[] = [];
  const outcomes: Record<string, number> = {};
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const deadline = startedAt + seconds * 1000;
  let asked = 0;
  await Promise.all(
    exchanges.map(async (exchange) => {
      for (let at = startedAt; at < deadline && asked < most; at = performance.now()) {
        asked++;
        const answer = exchange.next();
        if (!answer) return;
        const outcome = await answer.catch((error: Error) => `no answer: ${error.message}`);
        latenciesMs.push(performance.now() - at);
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      }
    }),
  );
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    seconds: (performance.now() - startedAt) / 1000,
    clientCpuMs: (user + system) / 1000,
    answers: latenciesMs.length,
    outcomes,
    latencyMs: summarise(latenciesMs),
  };
}
