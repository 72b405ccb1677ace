import pg from 'pg';
import { expect } from 'vitest';
import { inParallel } from '#shared/in-parallel';
import { newSpanId, newTraceId } from '#shared/telemetry/otlp/ids';
import type { Journey } from './journey.ts';
import { sendNonsense } from './recovery-queue.ts';
import { type TelemetryStack, until } from './stack.ts';
import type { TracedEngine } from './traced-engine.ts';

export interface Site {
  readonly stack: TelemetryStack;
  readonly system: TracedEngine;
  readonly journey: Journey;
  readonly token: string;
}

/** A situation that an alert is made for. */
export interface Drill {
  readonly alert: string;
  begin(site: Site): Promise<unknown>;
  /** Again and again until the alert fires. */
  go(site: Site): Promise<unknown>;
  end(site: Site): Promise<unknown>;
}

const AT_ONCE = 4;
/** Orders left behind while PostgreSQL is away; recovery tries each of them again and again. */
const LEFT_ORDERS = 6;
const SLOW_MS = 1_500;
/** Longer than the alert about row locks puts up with. */
const LOCKED_MS = 800;

const nothing = async (): Promise<void> => undefined;
const severally = (act: (site: Site) => Promise<unknown>) => (site: Site) =>
  inParallel(AT_ONCE, AT_ONCE, () => act(site));
const getUser = severally(({ journey, token }) => journey.call('get user', 'GET', 'user/users/1', { token }));
const placeOrder = severally(({ journey, token }) => journey.placeOrder(token, { quantity: 1 }));

const setFault =
  (service: string, fault: string, json: object) =>
  ({ journey }: Site) =>
    journey.setFault(service, fault, json);

/** Orders wait for the row of a menu that another session has locked. */
async function orderWhileLocked(site: Site): Promise<void> {
  const client = new pg.Client({ connectionString: site.system.engine.backends.postgres });
  await client.connect();
  try {
    await client.query('BEGIN; SELECT FROM menus WHERE id = 1 FOR UPDATE');
    const orders = placeOrder(site);
    await client.query('SELECT pg_sleep($1)', [LOCKED_MS / 1_000]);
    await client.query('COMMIT');
    await orders;
  } finally {
    await client.end();
  }
}

/** Spans that the engine could not pass on. */
async function lostBy({ engine }: TracedEngine): Promise<number> {
  const { telemetry } = (await (await fetch(engine.urls.engine)).json()) as Status;
  return telemetry.dropped.traces;
}

interface Status {
  readonly telemetry: { readonly dropped: { readonly traces: number } };
}

const failing = {
  begin: setFault('user', 'error', { enable: true }),
  go: getUser,
  end: setFault('user', 'error', { enable: false }),
};

export const DRILLS: readonly Drill[] = [
  { alert: 'ErrorBudgetBurnsFast', ...failing },
  { alert: 'ErrorBudgetBurnsSlowly', ...failing },
  {
    alert: 'SlowRequests',
    begin: setFault('user', 'delay', { delay_ms: SLOW_MS }),
    go: getUser,
    end: setFault('user', 'delay', { delay_ms: 0 }),
  },
  {
    alert: 'OrdersFail',
    begin: setFault('order', 'payment_fail', { fail_percent: 100 }),
    go: placeOrder,
    end: setFault('order', 'payment_fail', { fail_percent: 0 }),
  },
  {
    alert: 'OrdersStuck',
    async begin(site) {
      await placeOrder(site);
      await site.journey.call('get menu', 'GET', 'restaurant/menus/1');
      await site.system.engine.stopBackend('postgres');
      await inParallel(LEFT_ORDERS, LEFT_ORDERS, () => site.journey.placeOrder(site.token));
    },
    go: nothing,
    end: ({ system }) => system.engine.startBackend('postgres'),
  },
  {
    alert: 'DeadLetters',
    begin: ({ system }) =>
      sendNonsense(system.engine.backends.sqs, { traceId: newTraceId(), spanId: newSpanId() }),
    go: nothing,
    end: nothing,
  },
  { alert: 'LongLockWaits', begin: nothing, go: orderWhileLocked, end: nothing },
  {
    alert: 'CacheInvalidationsFail',
    begin: ({ system }) => system.engine.stopBackend('redis'),
    go: placeOrder,
    end: ({ system }) => system.engine.startBackend('redis'),
  },
  {
    alert: 'TelemetryLost',
    async begin({ stack, system }) {
      stack.collector.pause();
      await until(async () => {
        await system.api.menu(1);
        expect(await lostBy(system)).toBeGreaterThan(0);
      });
      stack.collector.resume();
    },
    go: nothing,
    end: nothing,
  },
];
