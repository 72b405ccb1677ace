import { expect, test } from 'vitest';
import { filesBelow, isTest, readText, SOURCE_FILES } from '#tests/support/source-files';

const LONGEST = 250;
const MOST_LONGER_FILES = 6;
const LARGEST_MEDIAN = 50;

const longer = SOURCE_FILES.filter(({ lines }) => lines > LONGEST).map(({ path }) => path);

test(`a file has at most ${LONGEST} lines, or a decision in docs/adr that names it`, () => {
  const decisions = filesBelow('docs/adr').map(readText).join('\n');

  expect(longer.filter((path) => !decisions.includes(path))).toEqual([]);
});

test(`at most ${MOST_LONGER_FILES} files are longer`, () => {
  expect(longer.length, longer.join('\n')).toBeLessThanOrEqual(MOST_LONGER_FILES);
});

test(`half of the product's TypeScript files have at most ${LARGEST_MEDIAN} lines`, () => {
  const lengths = SOURCE_FILES.filter(({ path }) => path.endsWith('.ts') && !isTest(path)).map(
    ({ lines }) => lines,
  );
  lengths.sort((a, b) => a - b);

  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(LARGEST_MEDIAN);
});
