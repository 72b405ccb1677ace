import { join } from 'node:path';
import { expect, test } from 'vitest';
import { orderApi } from '#functions/order/api';
import { restaurantApi } from '#functions/restaurant/api';
import { userApi } from '#functions/user/api';
import { testFolder } from '#tests/support/engine/gateway-rig';
import { processesWith } from '#tests/support/programs/processes-with';
import { createRouter } from '../gateway/router.ts';
import { RESOURCE_TYPES } from '../services/backends.ts';
import { readModel } from './model.ts';
import { synthesise } from './synthesis.ts';

const BUILD_TIMEOUT_MS = 60_000;
const never = new AbortController().signal;

test('the app of this project is a model with every route, and a method left out of it is not served', {
  timeout: BUILD_TIMEOUT_MS,
}, async () => {
  const templates = await synthesise(join(testFolder(), 'cdk.out'), never);

  const { apis, eventSources, resources } = readModel(templates, RESOURCE_TYPES);
  for (const { service, routes } of [userApi, restaurantApi, orderApi]) {
    const served = apis.find((api) => api.service === service)?.routes ?? [];
    const wanted = Object.values(routes).map(({ method, path }) => `${method} ${path}`);
    expect(served.map(({ method, path }) => `${method} ${path}`)).toEqual(expect.arrayContaining(wanted));
  }
  expect(eventSources.map(({ queue, target }) => [queue, target.key])).toEqual([
    ['food-delivery-local-recovery', 'order/recover-order'],
  ]);
  expect(Object.keys(RESOURCE_TYPES).map((type) => [type, resources(type).length])).toEqual([
    ['AWS::DynamoDB::Table', 5],
    ['AWS::SQS::Queue', 2],
    ['AWS::SSM::Parameter', 4],
  ]);

  const routes = apis.find(({ service }) => service === 'restaurant')?.routes ?? [];
  const targetOf = (kept: typeof routes) => createRouter(kept)('GET', '/menus')?.route.target.key;
  expect(targetOf(routes)).toBe('restaurant/list-menus');
  const others = routes.filter(({ method, path }) => `${method} ${path}` !== 'GET /menus');
  expect(targetOf(others)).toBe('restaurant/not-found');
});

test('an error of CDK is reported in one sentence', async () => {
  await expect(synthesise('/dev/null/cdk.out', never)).rejects.toThrow(/^The stacks cannot be synthesised: /);
});

test('an aborted synthesis ends, and leaves no process', async () => {
  const outdir = join(testFolder(), 'cdk.out');
  const callOff = new AbortController();
  const synthesis = synthesise(outdir, callOff.signal);
  await expect.poll(() => processesWith(outdir)).toHaveLength(1);

  callOff.abort();

  await expect(synthesis).rejects.toThrow('aborted');
  expect(processesWith(outdir)).toEqual([]);
});
