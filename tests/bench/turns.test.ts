import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryEngine } from '#tests/support/engine/temporary-engine';
import { IS_FULL } from '#tests/support/full';
import { runScript } from '#tests/support/programs/run-script';

const BENCH = join(import.meta.dirname, '..', '..', 'bench', 'main.ts');
const bench = (...words: string[]) => runScript(BENCH, words, {});

if (IS_FULL) {
  test('another implementation is measured in turns, and every answer of both is as expected', async () => {
    const other = await temporaryEngine({ warmUp: true });
    onTestFinished(() => other.stop());
    const { user, restaurant, order } = other.engine.urls;

    const { exitCode, stdout } = await bench(
      ...['--vs', `order=${order},user=${user},restaurant=${restaurant}`],
      ...['--only', 'get-menu,place-order', '--connections', '2', '--seconds', '0.5'],
    );

    expect(exitCode, stdout).toBe(0);
    const interval = String.raw`[\d.]+ \[[\d.]+, [\d.]+\]`;
    for (const row of ['get-menu', 'place-order'])
      expect(stdout).toMatch(
        new RegExp(`^${row} +2 +[\\d.,]+ +[\\d.,]+ +${interval} .* 0 +0 +[\\d.]+$`, 'm'),
      );
  });
}

test('requests begin at a fixed rate, and latency is that from when they were due', async () => {
  const { exitCode, stdout, stderr } = await bench(
    ...['--rate', '5', '--only', 'get-menu,get-order', '--seconds', '2'],
  );

  expect([exitCode, stderr], stdout).toEqual([0, '']);
  expect(stdout).toMatch(/^get-menu +5 +[\d.]+( +[\d.,]+){4} +0 +0 +[\d.]+$/m);
  // after an order, so what it takes is not that of the row
  expect(stdout).toMatch(/^get-order +5 +[\d.]+( +[\d.,]+){4} +0 +0 *$/m);
});
