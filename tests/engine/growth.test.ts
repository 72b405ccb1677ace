import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fill } from '#bench/growth/fill';
import { PLENTY } from '#bench/growth/population';
import { GROWTH_ROWS } from '#bench/growth/rows';
import { HostedEngine } from '#lab/hosted-engine';
import { objections, settledVerdict } from '#lab/settle';
import { removeDataDir } from '#local/services/remove-data-dir';
import { connectStores } from '#oracle/stores/connect';
import { IS_FULL } from '#tests/support/full';
import { runScript } from '#tests/support/programs/run-script';

const PROGRAM = join(import.meta.dirname, '..', '..', 'bench', 'growth', 'main.ts');
const SIZE = 50;

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'food-delivery-growth-test-'));
  onTestFinished(() => removeDataDir(folder));
  return folder;
}

test('a system that is filled in holds what orders would have left', { tags: ['dynoxide'] }, async () => {
  const { dataDir, population } = await fill(await temporaryFolder(), SIZE, () => undefined);
  await using engine = await HostedEngine.start(dataDir, { log: 'silent' });
  await using stores = connectStores(engine.ready.stores);

  const verdict = await settledVerdict(stores);
  const page = await fetch(`${engine.ready.urls.restaurant}/menus`);

  expect(objections(verdict)).toEqual({});
  expect(verdict.snapshot.orders.size).toBe(SIZE);
  expect(population.menus).toBe(SIZE);
  const menus = (await page.json()) as { readonly inventory: number }[];
  expect(menus.map(({ inventory }) => inventory)).toEqual(Array(SIZE).fill(PLENTY));
});

if (IS_FULL) {
  test('npm run growth measures every row at every size, and each answer is as expected', {
    tags: ['dynoxide'],
    timeout: 300_000,
  }, async () => {
    const args = [
      '--sizes',
      `1,${SIZE}`,
      '--turns',
      '1',
      '--seconds',
      '0.3',
      '--data',
      await temporaryFolder(),
    ];

    const { exitCode, stdout, stderr } = await runScript(PROGRAM, args, {});

    // one short turn says nothing of growth: only that there is a verdict
    expect([0, 1], stderr).toContain(exitCode);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .slice(2)
        .map((line) => line.split(' | ')[0]),
    ).toEqual(GROWTH_ROWS.map(({ row }) => `| ${row}`));
    expect(stdout).toMatch(
      /^\| POST \/orders \| \d+\.\d\d \(\d+\.\d\) \| \d+\.\d\d \(\d+\.\d\) \| \d+\.\d\d \[/m,
    );
  });
}

test.each([
  [['--sizes', '1,2000000'], '--sizes is "1,2000000", allowed: whole numbers from 1 to 1000000'],
  [['--only', 'menus'], '--only is "menus", allowed: list-menus, '],
  [['--turns', '11'], '--turns is "11", allowed: a whole number from 1 to 10'],
])('%j is refused in one line', async (args, message) => {
  const { exitCode, stdout, stderr } = await runScript(PROGRAM, args, {});

  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});
