import type { Logger } from '@aws-lambda-powertools/logger';
import type { SQSRecord } from 'aws-lambda';
import { RecoveryBody, toRecoveryMessage } from '#functions/order/adapters/recovery-body';
import { orderConsumers } from '#functions/order/consumers';
import type { RecoveryMessage } from '#functions/order/domain/ports';
import { TIMING } from '#functions/order/domain/timing';
import { consumer } from '#shared/queue/consumer';
import type { Domain } from './domain.ts';
import type { OrderService } from './order-service.ts';
import type { Process, World } from './world.ts';

interface Message {
  readonly id: string;
  readonly body: string;
  visibleAtMs: number;
  receives: number;
  deleted: boolean;
}

const SILENT = { info() {}, warn() {}, error() {} } as unknown as Logger;

/**
 * SQS and its event source: at least once, in batches, in any order, sometimes twice at the same time. Messages that a
 * call does not report as failed are deleted, unless the deletion is lost; all others are redelivered.
 */
export class Queue {
  readonly deadLetters: { readonly body: string; readonly reason: string }[] = [];
  readonly #world: World;
  readonly #service: OrderService;
  readonly #domain: Domain;
  readonly #messages: Message[] = [];

  constructor(world: World, service: OrderService, domain: Domain) {
    this.#world = world;
    this.#service = service;
    this.#domain = domain;
  }

  send(message: RecoveryMessage, delayMs: number): void {
    const { orderId, sinceMs, cancel, delayMs: waited } = message;
    this.sendBody(JSON.stringify({ order_id: orderId, since: sinceMs, cancel, delay_ms: waited }), delayMs);
  }

  sendBody(body: string, delayMs: number): void {
    const { random, nowMs } = this.#world;
    // DelaySeconds is whole seconds.
    const visibleAtMs = nowMs + Math.ceil(delayMs / 1_000) * 1_000;
    this.#messages.push({
      id: this.#service.uniqueName('message'),
      body,
      visibleAtMs,
      receives: 0,
      deleted: false,
    });
    this.#pollIn(visibleAtMs - nowMs + random.between(0, 500));
  }

  #pollIn(delayMs: number): void {
    this.#world.after(delayMs, () => this.#poll());
  }

  #poll(): void {
    const { random, nowMs } = this.#world;
    const due = this.#messages.filter((message) => !message.deleted && message.visibleAtMs <= nowMs);
    const batch = due.slice(0, random.between(1, orderConsumers.recoverOrder.batchSize));
    if (batch.length === 0) return;
    for (const message of batch) {
      message.receives++;
      message.visibleAtMs = nowMs + TIMING.queueVisibilityMs;
      this.#pollIn(TIMING.queueVisibilityMs);
      if (this.#world.isFaultPeriod() && random.chance(0.15) && !this.#world.skips('duplicates'))
        this.#duplicate(message);
    }
    if (due.length > batch.length) this.#pollIn(random.between(0, 100));
    this.#world.after(random.between(0, TIMING.recoveryBatchMs), () => this.#deliver(batch));
  }

  /** Delivers a message again without a reason, perhaps long after it was deleted. */
  #duplicate(message: Message): void {
    const { random } = this.#world;
    this.#world.after(random.between(0, random.pick([10, 2_000, 60_000])), () => this.#deliver([message]));
  }

  #deliver(batch: readonly Message[]): void {
    const world = this.#world;
    const about = world.timeline ? batch.map(({ body }) => body).join(' ') : '';
    const name = this.#service.uniqueName(`recover-order(${about})`);
    const body = (process: Process) => this.#handlerIn(process)({ Records: batch.map(toRecord) }, CONTEXT);
    world.spawn(name, TIMING.recoverOrderMs, body, (answer) => {
      if (!answer) return;
      const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      for (const message of batch) {
        const isDeletionLost = world.isFaultPeriod() && world.random.chance(0.05);
        if (!failed.has(message.id) && !isDeletionLost) message.deleted = true;
      }
    });
  }

  #handlerIn(process: Process) {
    const deps = this.#service.depsOf(process, { patient: true });
    return consumer({
      body: RecoveryBody,
      log: SILENT,
      faults: NO_FAULTS,
      deadLetter: ({ body }, reason) =>
        this.#world.call(process, 'queue', `dead letter: ${reason}`, TIMING.storeCallMs, {
          now: () => {
            this.deadLetters.push({ body, reason });
          },
        }),
      handle: async (body) => {
        const recovery = await this.#domain.recoverOrder(deps, toRecoveryMessage(body));
        return recovery === 'poison' ? 'poison' : 'done';
      },
    });
  }
}

const CONTEXT = { awsRequestId: 'simulated', getRemainingTimeInMillis: () => TIMING.recoverOrderMs };
/** No injected faults: the simulation has faults of its own. */
const NO_FAULTS = {
  service: 'order',
  refresh: async () => {},
  enter: <T>(_point: unknown, _scope: unknown, work: () => Promise<T>) => work(),
  enabled: false,
  beforeFreeze: async () => {},
} as const;

function toRecord({ id, body, receives }: Message): SQSRecord {
  return {
    messageId: id,
    body,
    messageAttributes: {},
    attributes: { ApproximateReceiveCount: String(receives) },
  } as unknown as SQSRecord;
}
