import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '#tests/support/api/client';
import { newPlace, RunningSystem } from '#tests/support/running-system';
import { BLOB_STORE } from './blob-store.ts';
import { NEW_MODE } from './new-mode.ts';
import { ORDER_TIMELINE } from './order-timeline.ts';
import { PAYMENT_HISTORY } from './payment-history.ts';
import type { Recipe } from './recipe.ts';
import { copyOfTree, type Tree } from './tree.ts';

const RECIPES = [ORDER_TIMELINE, PAYMENT_HISTORY, NEW_MODE, BLOB_STORE];
/** Written by `npm run modes`, `npm run fault-docs`, `npm run openapi` and `npm run dashboards`. */
const GENERATED =
  /^(shared\/faults\/modes\/all\.ts|docs\/api|docs\/faults\.md|infra\/grafana\/dashboards|infra\/prometheus)/;

const filesOf = ({ edits }: Recipe): string[] => [...new Set(edits.map(({ file }) => file))].sort();

test.each(RECIPES)('$name touches at most $mostFiles files', (recipe) => {
  expect(filesOf(recipe).length, filesOf(recipe).join('\n')).toBeLessThanOrEqual(recipe.mostFiles);
});

describe('the tree with every recipe applied', () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await copyOfTree();
    for (const { edits } of RECIPES) for (const edit of edits) tree.apply(edit);
    // Two recipes lengthen the same import.
    await tree.run('biome', 'format', '--write', 'functions/order/routes.ts');
    await tree.run('npm', 'run', 'modes');
    await tree.run('npm', 'run', 'fault-docs');
    await tree.run('npm', 'run', 'openapi');
    await tree.run('npm', 'run', 'dashboards');
  });
  afterAll(() => tree[Symbol.dispose]());

  test('differs from the repository in these files and in generated documents only', () => {
    const changed = tree.changedFiles().filter((file) => !GENERATED.test(file));

    expect(changed.sort()).toEqual([...new Set(RECIPES.flatMap(filesOf))].sort());
  });

  test('lacks nothing that the static check asks for', async () => {
    await tree.run('biome', 'ci', '.');
    await tree.run('tsc');
    await tree.run('npm', 'run', 'fault-docs', '--', '--check');
    await tree.run('npm', 'run', 'openapi', '--', '--check');
  });

  test('lacks nothing that the unit tests ask for', () =>
    tree.run(
      'vitest',
      'run',
      '--project',
      'unit',
      'functions',
      'shared/faults',
      'infra/grafana/checks',
      'tests/stacks/permissions',
      'tests/stacks/secrets',
      'tests/stacks/used-rights',
      'tests/stacks/openapi',
      'tests/stacks/aws-services',
      'tests/structure/circles',
      'tests/structure/floors',
      'tests/structure/suites',
    ));

  test('runs, and does what the recipes add', async () => {
    const place = await newPlace();
    const system = new RunningSystem(place, {}, 'pipe', ['npm', '--prefix', tree.folder, 'start']);
    await system.untilReady(`${place.urls.order}/health`);
    const api = createApi(place.urls);
    const { body } = await api.order(await api.newUser(), [{ menu_id: 1, quantity: 1 }]);
    const order = body.id;

    expect(await asked(`${place.urls.order}/orders/${order}/timeline`)).toMatchObject({
      order_id: order,
      events: [{ event: 'placed' }, { event: 'decided' }],
    });
    expect(await asked(`${place.urls.order}/orders/${order}/payments`)).toMatchObject({
      order_id: order,
      entries: [{ outcome: 'charged', amount: body.total_price }],
    });
    const rule = { id: 'held-up', point: 'order.reader.find', mode: 'hold_up', hold_ms: 20 };
    await putRule(place.ports.ENGINE_PORT, rule);
    await expect
      .poll(async () => (await fetch(`${place.urls.order}/orders/${order}`)).headers.get('x-chaos-hit'))
      .toBe('held-up@order.reader.find');
    expect(await asked(`http://localhost:${place.ports.ENGINE_PORT}`)).toMatchObject({
      backendStates: { blobs: { state: 'up' } },
    });
    await system.pressCtrlC();
  });
});

/** Writes a rule of the order service into the engine's Parameter Store. */
const putRule = (port: number, rule: object): Promise<unknown> =>
  fetch(`http://localhost:${port}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.PutParameter' },
    body: JSON.stringify({
      Name: '/food-delivery/local/chaos/order',
      Value: JSON.stringify({ rules: [rule] }),
      Overwrite: true,
    }),
  });

const asked = async (url: string): Promise<unknown> => (await fetch(url)).json();
