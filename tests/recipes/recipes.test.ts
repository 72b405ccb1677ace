import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '#tests/support/api/client';
import { newPlace, RunningSystem } from '#tests/support/running-system';
import { BLOB_STORE } from './blob-store.ts';
import { ORDER_TIMELINE } from './order-timeline.ts';
import { PAYMENT_HISTORY } from './payment-history.ts';
import type { Recipe } from './recipe.ts';
import { REDIS_FAULT } from './redis-fault.ts';
import { copyOfTree, type Tree } from './tree.ts';

const RECIPES = [ORDER_TIMELINE, PAYMENT_HISTORY, REDIS_FAULT, BLOB_STORE];
/** Written by `npm run openapi` and `npm run dashboards`. */
const GENERATED = /^(docs\/api|infra\/grafana\/dashboards|infra\/prometheus)\//;

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
    await api.chaos('order', 'redis_delay', { delay_ms: 20 });
    await api.getOrder(order);
    await expect
      .poll(() => asked(`${place.urls.order}/chaos`))
      .toMatchObject({
        rules: [{ id: 'redis_delay', point: 'order.redis.run', hits: expect.toSatisfy((hits) => hits > 0) }],
      });
    expect(await asked(`http://localhost:${place.ports.ENGINE_PORT}`)).toMatchObject({
      backendStates: { blobs: { state: 'up' } },
    });
    await system.pressCtrlC();
  });
});

const asked = async (url: string): Promise<unknown> => (await fetch(url)).json();
