import { expect, test } from 'vitest';
import { axisOf, placeOf } from './axis.ts';

const at = (fromMs: number, toMs = fromMs) => ({ fromMs, toMs });
const HOUR_MS = 3_600_000;

test('an hour of nothing is as narrow as a minute of it, and named with its length', () => {
  const pieces = axisOf([at(0, 100), at(HOUR_MS, HOUR_MS + 100), at(HOUR_MS + 60_000)]);

  expect(pieces.map(({ isIdle }) => isIdle)).toEqual([false, true, false, true, false]);
  const [, first, , second] = pieces;
  expect(first?.width).toBe(second?.width);
  expect(Math.round((first?.toMs ?? 0) - (first?.fromMs ?? 0))).toBe(HOUR_MS - 100);
  expect(pieces.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(100);
});

test('what follows closely is not pulled apart', () => {
  expect(axisOf([at(0, 1_000), at(1_200, 1_500), at(900, 1_100)])).toHaveLength(1);
});

test('instants are placed in order, within the width', () => {
  const instants = [0, 50, 100, HOUR_MS, HOUR_MS + 5];
  const pieces = axisOf(instants.map((ms) => at(ms)));
  const places = instants.map((ms) => placeOf(pieces, ms));

  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(new Set(places).size).toBe(instants.length);
  expect(places.every((place) => place > 0 && place < 100)).toBe(true);
});

test('nothing has no axis; one instant has one piece', () => {
  expect(axisOf([])).toEqual([]);
  expect(placeOf([], 5)).toBe(0);
  expect(axisOf([at(5)])).toMatchObject([{ left: 0, width: 100, isIdle: false }]);
});
