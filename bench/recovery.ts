import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { awsJsonClient } from '#local/http/aws-json';
import { partsText } from './cell-rows.ts';
import { ENDPOINTS, setStage } from './endpoints.ts';
import { type Load, openLoad } from './load.ts';
import { cpuByPart, partNames, readStatus } from './parts.ts';
import { cpuOf, type ProcessCpu } from './processes.ts';
import { type System, startSystem } from './system.ts';

/** What recovery costs: it looks at every order, long after the order's request was answered. */
export interface RecoveryCost {
  readonly orders: number;
  /** Sum over all processes, without what the system takes while it does nothing. */
  readonly cpuMsPerOrder: number;
  /** The same by function and store. */
  readonly cpuMsByPart: Readonly<Record<string, number>>;
}

/** Time from an order to its recovery, in place of 30 s. All orders are placed before the first is looked at. */
const DELAY_MS = 15_000;
const LONGEST_LOAD_SECONDS = 10;
/** As long as other rows are warmed up: some 1,500 orders, in batches. All of them are placed within {@link DELAY_MS}. */
const WARM_UP_SECONDS = 12;
const CONNECTIONS = 8;
const LOOK_EVERY_MS = 1_000;
/** Time in which the environments send what they recorded. */
const SETTLE_MS = 2_000;
/** Environments that were never called have ended by then. */
const UNUSED_MS = 30_000;
const IDLE_MS = 10_000;
const DEPTHS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];

/** Starts a system whose recovery begins soon, places orders twice, and measures the recovery of the second ones. */
export async function measureRecovery(
  folder: string,
  { seconds, signal, say }: RecoveryContext,
): Promise<RecoveryCost | undefined> {
  say('recovery: orders are placed, and looked at when nothing else is done; twice');
  const environment = { RECOVERY_DELAY_MS: String(DELAY_MS) };
  await using system = await startSystem({ dataDir: join(folder, 'recovery'), environment });
  await using round = await openRecovery(system);
  await round.run(WARM_UP_SECONDS);
  signal.throwIfAborted();
  const cost = await round.run(Math.min(seconds, LONGEST_LOAD_SECONDS));
  if (cost) say(`recovery, CPU ms/order: ${partsText(cost.cpuMsByPart)}`);
  return cost;
}

export interface RecoveryContext {
  /** How long orders are placed. */
  readonly seconds: number;
  readonly signal: AbortSignal;
  say(text: string): void;
}

export interface RecoveryRounds extends AsyncDisposable {
  /** Places orders for this time, or this many, and measures their recovery. */
  run(seconds: number, most?: number): Promise<RecoveryCost | undefined>;
}

/** @param system with a RECOVERY_DELAY_MS of {@link DELAY_MS}, just started */
export async function openRecovery(system: System): Promise<RecoveryRounds> {
  const idle = await idleRates(system);
  const load = await openOrders(system);
  return {
    async run(seconds, most) {
      const firstDueAt = performance.now() + DELAY_MS;
      const { answers } = await load.run(seconds, most);
      await sleep(Math.max(0, firstDueAt - performance.now()));
      const before = look(system);
      await queueIsEmpty(system);
      await sleep(SETTLE_MS);
      const after = look(system);
      const parts = Object.entries(await used(system, before, after)).map(
        ([name, ms]) => [name, (ms - (idle[name] ?? 0) * (after.at - before.at)) / answers] as const,
      );
      if (parts.length === 0) return undefined;
      return {
        orders: answers,
        cpuMsPerOrder: parts.reduce((sum, [, ms]) => sum + ms, 0),
        cpuMsByPart: Object.fromEntries(parts),
      };
    },
    [Symbol.asyncDispose]: () => load[Symbol.asyncDispose](),
  };
}

/** Processor time that each part takes by itself, as a share of the time. */
async function idleRates(system: System): Promise<Readonly<Record<string, number>>> {
  await sleep(UNUSED_MS);
  const before = look(system);
  await sleep(IDLE_MS);
  const after = look(system);
  const parts = await used(system, before, after);
  return Object.fromEntries(Object.entries(parts).map(([name, ms]) => [name, ms / (after.at - before.at)]));
}

/** Empty where the platform does not report processor time. */
async function used({ urls }: System, before: Look, after: Look): Promise<Readonly<Record<string, number>>> {
  if (!before.cpu || !after.cpu) return {};
  return cpuByPart(before.cpu, after.cpu, partNames(await readStatus(urls.engine)));
}

interface Look {
  readonly at: number;
  readonly cpu: readonly ProcessCpu[] | undefined;
}

const look = ({ pid }: System): Look => ({ at: performance.now(), cpu: cpuOf(pid) });

async function openOrders(system: System): Promise<Load> {
  const endpoint = ENDPOINTS.find(({ row }) => row === 'place-order');
  if (!endpoint) throw new Error('there is no row place-order');
  const { service, expect } = endpoint;
  const requests = await endpoint.requests(await setStage(system.urls), 0);
  const work = { kind: 'http', url: system.urls[service], requests, expect } as const;
  return openLoad({ connections: CONNECTIONS, work });
}

async function queueIsEmpty({ backends, functions }: System): Promise<void> {
  const QueueUrl = functions['order/recover-order']?.environment.RECOVERY_QUEUE_URL;
  const call = awsJsonClient('sqs', backends.sqs);
  for (;;) {
    const { Attributes } = await call('GetQueueAttributes', { QueueUrl, AttributeNames: DEPTHS });
    const depth = Object.values(Object(Attributes)).reduce<number>((sum, each) => sum + Number(each), 0);
    if (depth === 0) return;
    await sleep(LOOK_EVERY_MS);
  }
}
