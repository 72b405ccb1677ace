import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SpanKind } from '@opentelemetry/api';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { ServiceTokens } from '#shared/auth/tokens';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';
import { TIMING } from '../domain/timing.ts';
import { createHttpInventory } from './http-inventory.ts';
import { createHttpMenus } from './http-menus.ts';
import { createHttpService } from './http-service.ts';
import { createHttpUsers } from './http-users.ts';

const telemetry = recordTelemetry();
beforeEach(() => telemetry.reset());

const TOKENS = { sign: async () => 'token' } as unknown as ServiceTokens;
const LINES = [{ menuId: 1, quantity: 2 }];

/** Calls a service that answers everything so; returns once the call has ended in whatever way. */
async function answering(status: number, body: object) {
  const server = createServer((_, response) => response.writeHead(status).end(JSON.stringify(body)));
  server.listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service = createHttpService({
    name: 'A',
    service: 'user',
    url,
    timeoutMs: TIMING.forwardCallMs,
    breaker: false,
  });
  const inventory = createHttpInventory(service, TOKENS, TIMING.undoMs);
  return {
    'validate user': () => createHttpUsers(service).validate('token'),
    'quote menu': () => createHttpMenus(service).quote([1]),
    'reserve stock': () => inventory.reserve(7, LINES),
    'release stock': () => inventory.release(7),
  };
}

test.each([
  ['validate user', 'POST', '/validate'],
  ['quote menu', 'GET', '/menus/{menu_id}'],
  ['reserve stock', 'POST', '/inventory/reservations'],
  ['release stock', 'POST', '/inventory/reservations/{reservation_id}/release'],
] as const)(
  'the call that is the step "%s" is named so, with method and route as attributes',
  async (step, method, route) => {
    const steps = await answering(500, { code: 'internal' });

    await expect(steps[step]()).rejects.toThrow();

    expect(telemetry.span(step)).toMatchObject({
      kind: SpanKind.CLIENT,
      attributes: { 'http.request.method': method, 'url.template': route, 'food.step.result': 'internal' },
    });
  },
);

test('a refusal is the result of its step', async () => {
  const steps = await answering(400, { code: 'out_of_stock' });

  expect(await steps['reserve stock']()).toEqual({ outcome: 'refused' });

  expect(telemetry.span('reserve stock').attributes).toMatchObject({ 'food.step.result': 'out_of_stock' });
});

test('a step that succeeds needs no result', async () => {
  const steps = await answering(200, { valid: true, user_id: 3, username: 'hong' });

  expect(await steps['validate user']()).toEqual({ userId: 3 });

  expect(telemetry.span('validate user').attributes).not.toHaveProperty('food.step.result');
});
