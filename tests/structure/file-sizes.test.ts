import { expect, test } from 'vitest';
import { filesBelow, isTest, readText, SOURCE_FILES, type SourceFile } from '#tests/support/source-files';

const LONGEST = 250;
const MOST_LONGER_FILES = 6;
const LARGEST_MEDIAN = 50;

const longer = SOURCE_FILES.filter(({ lines }) => lines > LONGEST).map(({ path }) => path);
const typeScript = SOURCE_FILES.filter(({ path }) => /\.tsx?$/.test(path));

/** Returns the median; for an even number of files, the larger of the two in the middle. */
function medianLength(files: readonly SourceFile[]): number | undefined {
  const lengths = files.map(({ lines }) => lines).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)];
}

test(`a file has at most ${LONGEST} lines, or a decision in docs/adr that names it`, () => {
  const decisions = filesBelow('docs/adr').map(readText).join('\n');

  expect(longer.filter((path) => !decisions.includes(path))).toEqual([]);
});

test(`at most ${MOST_LONGER_FILES} files are longer, and none of them is TypeScript`, () => {
  expect(longer.length, longer.join('\n')).toBeLessThanOrEqual(MOST_LONGER_FILES);
  expect(longer.filter((path) => /\.tsx?$/.test(path))).toEqual([]);
});

test.each([
  ['the TypeScript files, tests included,', typeScript],
  ["the product's TypeScript files", typeScript.filter(({ path }) => !isTest(path))],
])(`half of %s have at most ${LARGEST_MEDIAN} lines`, (_, files) => {
  expect(medianLength(files)).toBeLessThanOrEqual(LARGEST_MEDIAN);
});
