import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { EngineOptions } from '#local/engine/options';
import { inParallel } from '#shared/in-parallel';
import { countBy } from '#tests/support/api/client';
import { IS_FULL } from '#tests/support/full';
import { startStack, type TelemetryStack, until } from './stack.ts';
import { startTracedEngine } from './traced-engine.ts';

const BUYERS = 8;
/** Longer than spans wait to be sent, so that an outage is noticed. */
const LOAD_MS = 3_000;
/** More than the sender's longest pause. */
const BACK_WITHIN_MS = 60_000;
const STOCK = 100_000;
const PLACED = 'sum(food_order_steps_total{food_order_step="placed"})';
const LOST = 'sum(food_telemetry_dropped_total{food_telemetry_signal="traces"})';

/** Functions send to the engine, which forwards it; or they send to the collector themselves. */
const WAYS: [string, (endpoint: string) => EngineOptions][] = [
  ['the engine passes telemetry on', (endpoint) => ({ telemetry: { forwardTo: endpoint } })],
  ['functions send telemetry', (endpoint) => ({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } })],
];
const TRIED = IS_FULL ? WAYS : WAYS.slice(0, 1);

/** A shop and its buyers, stopped at the end of the test. */
async function openShop(options: EngineOptions) {
  const system = await startTracedEngine(options);
  onTestFinished(() => system[Symbol.asyncDispose]());
  const { api } = system;
  const buyer = await api.newUser();
  await api.setStock(1, STOCK);
  let placed = 0;
  const order = async (): Promise<number> => {
    const { status } = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
    if (status === 201) placed++;
    return status;
  };
  return {
    order,
    /** Number of orders that were placed so far. */
    get placed() {
      return placed;
    },
    /** Orders for a while: how many of each status there were. */
    async load(): Promise<Record<string, number>> {
      const endsAt = performance.now() + LOAD_MS;
      const statuses = await inParallel(BUYERS, BUYERS, async () => {
        const own: number[] = [];
        while (performance.now() < endsAt) own.push(await order());
        return own;
      });
      return countBy(statuses.flat(), (status) => status);
    },
  };
}

async function openStack(): Promise<TelemetryStack> {
  const stack = await startStack();
  onTestFinished(() => stack[Symbol.asyncDispose]());
  return stack;
}

const onlyTaken = { 201: expect.any(Number) };

describe.each(TRIED)('where %s', { timeout: 180_000, tags: ['collector', 'prometheus'] }, (_, optionsFor) => {
  test('a collector that hangs costs no order and no count, and what it costs is counted', async () => {
    const stack = await openStack();
    const shop = await openShop(optionsFor(stack.endpoint));
    expect(await shop.load()).toEqual(onlyTaken);

    stack.collector.pause();
    expect(await shop.load()).toEqual(onlyTaken);
    stack.collector.resume();

    const resumedAtMs = Date.now();
    await until(async () => {
      await shop.order();
      expect(stack.file.spans().some(({ startMs }) => startMs > resumedAtMs)).toBe(true);
    }, BACK_WITHIN_MS);
    await until(async () => expect(await stack.prometheus.value(PLACED)).toBe(shop.placed), BACK_WITHIN_MS);
    await until(async () => expect(await stack.prometheus.value(LOST)).toBeGreaterThan(0));
  });

  test('a collector that comes late gets all counts', async () => {
    const stack = await openStack();
    await stack.collector.stop();
    const shop = await openShop(optionsFor(stack.endpoint));

    expect(await shop.load()).toEqual(onlyTaken);
    await stack.collector.start();

    await until(async () => expect(await stack.prometheus.value(PLACED)).toBe(shop.placed), BACK_WITHIN_MS);
    await until(async () => expect(await stack.prometheus.value(LOST)).toBeGreaterThan(0));
  });

  test('something that takes connections and never answers costs no order', async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => sockets.add(socket.on('error', () => undefined))).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    const shop = await openShop(optionsFor(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));

    expect(await shop.load()).toEqual(onlyTaken);

    expect(sockets.size).toBeGreaterThan(0);
  });
});
