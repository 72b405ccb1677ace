import { expect, test } from 'vitest';
import { isTest, SOURCE_FILES } from '#tests/support/source-files';
import { circlesOf, floorsOf, graphOf } from './graph.ts';
import { IMPORTS } from './imports.ts';

const MOST_ROOMS = 17;
const MOST_FLOORS = 8;

/** A room is a file or folder directly in `local/`. */
const roomOf = (path: string): string => path.split('/')[1] ?? '';
const isLocal = (path: string): boolean => path.startsWith('local/') && !isTest(path);

const rooms = graphOf(
  SOURCE_FILES.map(({ path }) => path)
    .filter(isLocal)
    .map(roomOf),
  IMPORTS.filter(({ from, to }) => isLocal(from) && isLocal(to)).map(({ from, to }) => [
    roomOf(from),
    roomOf(to),
  ]),
);

test(`local/ has at most ${MOST_ROOMS} rooms`, () => {
  expect(rooms.size, [...rooms.keys()].join(', ')).toBeLessThanOrEqual(MOST_ROOMS);
});

test(`the rooms stand on at most ${MOST_FLOORS} floors`, () => {
  const floors = floorsOf(rooms);

  expect(Math.max(...floors.values()), JSON.stringify(Object.fromEntries(floors))).toBeLessThanOrEqual(
    MOST_FLOORS,
  );
});

test('no room imports one that stands above it', () => {
  expect(circlesOf(rooms)).toEqual([]);
});
