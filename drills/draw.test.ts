import { expect, test } from 'vitest';
import { globPattern } from '#shared/faults/points/glob';
import { allPoints } from '#stacks/points';
import { DRILLS } from './catalog/all.ts';
import { drawDrill } from './draw.ts';
import { LEVELS } from './drill.ts';
import { keyOf } from './score/key.ts';

const namedBy = (glob: string, names: Iterable<string>): string[] =>
  [...names].filter((name) => globPattern(glob).test(name));
const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

test('the same seed draws the same drill, and every drill can be drawn', () => {
  const drawn = LEVELS.flatMap((level) => SEEDS.map((seed) => drawDrill(level, seed, 90)));
  const again = LEVELS.flatMap((level) => SEEDS.map((seed) => drawDrill(level, seed, 90)));

  expect(again).toEqual(drawn);
  expect(new Set(drawn.map(({ drill }) => drill.name))).toEqual(new Set(DRILLS.map(({ name }) => name)));
});

test('the fault begins within the quiet time, and noise is elsewhere', async () => {
  const points = (await allPoints()).map(({ name }) => name);
  for (const level of LEVELS) {
    for (const seed of SEEDS) {
      const { drill, noise, quietMs } = drawDrill(level, seed, 90);
      const key = keyOf(drill, points, 0);

      expect(quietMs).toBeGreaterThanOrEqual(30_000);
      expect(quietMs).toBeLessThanOrEqual(90_000);
      expect(noise).toHaveLength(level - 1);
      expect(noise.flatMap(({ point }) => namedBy(point, key.points))).toEqual([]);
    }
  }
});
