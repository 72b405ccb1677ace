import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runScript } from '#tests/support/programs/run-script';

const BENCH = join(import.meta.dirname, '..', '..', 'bench', 'main.ts');

test('a function that becomes slower is found by its row', async () => {
  const rule = {
    point: 'restaurant.handler',
    mode: 'cpu',
    ms: 2,
    match: { route: '/menus/{menu_id}', method: 'GET' },
  };

  const { exitCode, stdout, stderr } = await runScript(
    BENCH,
    // every row is measured by npm run bench -- --check itself
    ['--check', '--only', 'get-menu', '--rule', JSON.stringify(rule)],
    {},
  );

  expect([exitCode, stderr]).toEqual([1, '']);
  expect(stdout).toMatch(/^get-menu .* SLOWER: at most \+25 % is allowed$/m);
  expect(stdout).toMatch(/^slower than it was: .*get-menu/m);
});

test.each([
  [{ point: 'nothing.handler', mode: 'cpu', ms: 1 }, /^error: no service has the point nothing\.handler\n$/],
  [{ point: 'order.handler', mode: 'nothing' }, /^error: the rule was refused: .*nothing/],
])('the rule %j is refused in one sentence', async (rule, sentence) => {
  const { exitCode, stderr } = await runScript(BENCH, ['--check', '--rule', JSON.stringify(rule)], {});

  expect(exitCode).toBe(2);
  expect(stderr).toMatch(sentence);
});
