import { globSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readEvent } from '#local/cli/event-file';
import { invoke } from '#local/cli/invoke';
import type { Engine } from '#local/engine/engine';
import { createServiceTokens } from '#shared/auth/tokens';
import { DEPLOYED_SERVICES, functionsOf } from '#stacks/services';
import { createApi } from '#tests/support/api/client';
import { sharedEngine } from './own-engine.ts';

const EVENTS = join(import.meta.dirname, '..', '..', 'events');
const names = DEPLOYED_SERVICES.flatMap(functionsOf).map(({ service, name }) => `${service}/${name}`);
const good = (name: string): string => join(EVENTS, `${name}.json`);
const bad = (name: string): string => join(EVENTS, `${name}.bad.json`);
/** They take no input, so none of it can be bad. */
const WITHOUT_INPUT = /\/(list-menus|list-restaurants|get-health|list-faults|end-faults)$/;
const REFUSALS = [400, 401, 403, 404, 405, 422];

interface ProxyAnswer {
  readonly statusCode: number;
  readonly body: string;
}

const engineOf = sharedEngine();
let engine: Engine;
let variables: Record<string, string>;
beforeAll(async () => {
  engine = engineOf();
  const api = createApi(engine.urls);
  const buyer = await api.newUser();
  const { body } = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
  const secret = engine.variables('restaurant').SERVICE_TOKEN_SECRET ?? '';
  variables = {
    TOKEN: buyer.token,
    SERVICE_TOKEN: await createServiceTokens(secret).sign('restaurant'),
    USER_ID: String(buyer.id),
    ORDER_ID: String(body.id),
    ENGINE_PORT: new URL(engine.urls.engine).port,
  };
});

const run = async (name: string, file: string) =>
  (await engine.invoke(name, JSON.parse(await readEvent(file, variables)))) as ProxyAnswer;

test('there is no event without a function', () => {
  const files = globSync('*/*.json', { cwd: EVENTS }).map((file) => file.replace(/(\.bad)?\.json$/, ''));

  expect([...new Set(files)].sort()).toEqual(names.toSorted());
});

test.each(names)('%s takes its event', async (name) => {
  const answer = await run(name, good(name));

  if (name === 'order/recover-order') expect(answer).toEqual({ batchItemFailures: [] });
  else expect([200, 201, 204], answer.body).toContain(answer.statusCode);
});

test.each(names.filter((name) => !WITHOUT_INPUT.test(name)))('%s refuses its bad event', async (name) => {
  const answer = await run(name, bad(name));

  // a malformed message becomes a dead letter and is not redelivered
  if (name === 'order/recover-order') expect(answer).toEqual({ batchItemFailures: [] });
  else {
    expect(REFUSALS, answer.body).toContain(answer.statusCode);
    expect(JSON.parse(answer.body)).toMatchObject({ code: expect.any(String) });
  }
});

test('npm run invoke takes an event with the variables it needs, and says which is missing', async () => {
  const call = { name: 'order/place-order', file: good('order/place-order') };

  expect(await invoke(variables, call)).toBe(0);
  await expect(invoke({ ENGINE_PORT: variables.ENGINE_PORT }, call)).rejects.toThrow(
    /place-order\.json needs TOKEN/,
  );
});
