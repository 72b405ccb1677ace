import { expect, test } from 'vitest';
import { committedRatios, type Recorded, ratiosAt, withRecord } from './committed.ts';
import { CHECKED_ROWS } from './rows.ts';

const record = (hashMs: number, ratio: number): Recorded => ({
  recorded: `at ${hashMs}`,
  hashMs,
  rows: { 'get-menu': ratio },
});
const QUICK = record(20, 1.5);
const SLOW = record(40, 2.5);

test.each([
  [10, 1.5],
  [20, 1.5],
  [25, 1.75],
  [30, 2],
  [40, 2.5],
  [90, 2.5],
])('a machine that hashes in %d ms is compared with a ratio of %d', (hashMs, ratio) => {
  expect(ratiosAt([QUICK, SLOW], hashMs)).toEqual({ 'get-menu': ratio });
  expect(ratiosAt([SLOW], hashMs)).toEqual(SLOW.rows);
});

test('a row that one record lacks has no ratio between the two', () => {
  expect(ratiosAt([QUICK, { ...SLOW, rows: {} }], 30)).toEqual({});
});

test('a record replaces that of a machine as fast, and no other', () => {
  const again = record(22, 1.4);
  const between = record(29, 2);

  expect(withRecord([QUICK, SLOW], again)).toEqual([again, SLOW]);
  expect(withRecord([QUICK, SLOW], between)).toEqual([QUICK, between, SLOW]);
  expect(withRecord([QUICK, SLOW], record(51, 3))).toEqual([QUICK, record(51, 3)]);
});

test('every checked row has a ratio in every record, and no other has', () => {
  const rows = CHECKED_ROWS.map(({ endpoint }) => endpoint.row).toSorted();

  for (const record of committedRatios()) expect(Object.keys(record.rows).toSorted()).toEqual(rows);
});
