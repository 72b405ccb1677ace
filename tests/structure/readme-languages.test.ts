import { expect, test } from 'vitest';
import { outlineOf } from '#tests/support/markdown/outline';
import { readText } from '#tests/support/source-files';

/** Without the link from each language to the other, and with pictures of either language as the same ones. */
const readIn = (path: string) =>
  outlineOf(
    readText(path)
      .replace(/^\[\S+\]\(README(\.ko)?\.md\)$/m, '')
      .replaceAll(/-(en|ko)\.png/g, '.png'),
  );
const [english, korean] = [readIn('README.md'), readIn('README.ko.md')];

test.each(['headings', 'tableRows', 'listItems', 'blocks', 'code', 'links', 'numbers'] as const)(
  'both languages of the README have the same %s',
  (part) => {
    expect(korean[part]).toEqual(english[part]);
  },
);

test('the Korean README is in Korean', () => {
  expect(readText('README.ko.md').match(/[가-힣]/g)?.length).toBeGreaterThan(2_000);
});
