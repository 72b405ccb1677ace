import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Snapshot } from '#oracle/snapshot';
import type { Answer, createApi, TestUser } from '#tests/support/api/client';

const MENUS = 4;
/** One of this many orders is cancelled as soon as it is confirmed. */
const CANCEL_EVERY = 5;
/** A client waits before it repeats a call that got no answer. */
const AFTER_FAILURE_MS = 20;

/** Clients that order and cancel until they are stopped, and record their answers. */
export class Load {
  readonly answers: { readonly order: Answer; readonly cancel?: Answer | 'no answer' }[] = [];
  /** Calls that broke off without an answer. */
  broken = 0;
  readonly #api: ReturnType<typeof createApi>;
  readonly #clients: Promise<unknown>;
  #stopped = false;

  constructor(api: ReturnType<typeof createApi>, buyers: readonly TestUser[], clients = 8) {
    this.#api = api;
    const work = Array.from({ length: clients }, (_, i) => this.#work(i, buyers[i % buyers.length]));
    this.#clients = Promise.all(work);
  }

  async #work(client: number, buyer: TestUser | undefined): Promise<void> {
    if (!buyer) return;
    for (let turn = client; !this.#stopped; turn++) {
      const item = { menu_id: 1 + (turn % MENUS), quantity: 1 };
      const order = await this.#call(() => this.#api.order(buyer, [item]));
      if (!order) continue;
      const cancels = turn % CANCEL_EVERY === 0 && order.body?.status === 'confirmed';
      const cancel = cancels
        ? ((await this.#call(() => this.#api.cancel(order.body.id))) ?? 'no answer')
        : undefined;
      this.answers.push({ order, ...(cancel && { cancel }) });
      if (order.status >= 500) await sleep(AFTER_FAILURE_MS);
    }
  }

  async #call(call: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await call();
    } catch {
      this.broken++;
      await sleep(AFTER_FAILURE_MS);
      return undefined;
    }
  }

  /** Resolves once this many more orders were confirmed. */
  async untilConfirmed(more: number): Promise<void> {
    const wanted = this.confirmed + more;
    await expect.poll(() => this.confirmed, { timeout: 60_000, interval: 10 }).toBeGreaterThanOrEqual(wanted);
  }

  get confirmed(): number {
    return this.answers.filter(({ order }) => order.body?.status === 'confirmed').length;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#clients;
  }

  /** Answers that the stores contradict. */
  brokenPromises({ orders }: Snapshot): string[] {
    return this.answers.flatMap(({ order: { status, body }, cancel }) => {
      const id: number | undefined = body?.id ?? body?.order_id;
      const end = id === undefined ? undefined : orders.get(id)?.status;
      const promised = promisedBy(status, body?.status, cancel);
      if (!promised || (end && promised.includes(end))) return [];
      return [`order ${id}: answered ${status} ${body?.status ?? body?.code}, ended ${end ?? 'nowhere'}`];
    });
  }
}

function promisedBy(
  status: number,
  answered: string | undefined,
  cancel?: Answer | 'no answer',
): string[] | undefined {
  if (status === 201 && answered === 'confirmed') {
    if (!cancel) return ['confirmed'];
    const isCancelled = cancel !== 'no answer' && cancel.status === 200;
    return isCancelled ? ['cancelled'] : ['confirmed', 'cancelled'];
  }
  return status === 201 || status === 400 ? ['failed'] : undefined;
}
