import { expect, test } from 'vitest';
import { allUnclearComments, unclearComments } from './comment-words.ts';

const MOST_UNCLEAR_COMMENTS = 14;

test('finds an unclear word in every form of a comment, and in no code', () => {
  const text = [
    '/** Tells the caller. */',
    ' * whoever asks',
    '// Nobody may.',
    'const heard = 1; // what it told',
    "const text = 'tell me';",
    '// The teller storytells.',
  ].join('\n');

  expect(unclearComments({ path: 'a.ts', text }).map((place) => place.split(' ')[0])).toEqual([
    'a.ts:1',
    'a.ts:2',
    'a.ts:3',
    'a.ts:4',
  ]);
});

test.each([
  ['a.py', "x = 'tell'  # as told", ['a.py:1']],
  ['a.py', 'def f():\n    """First line.\n\n    Tells it.\n    """', ['a.py:4']],
  ['a.sql', "SELECT 'tell'; -- as told", ['a.sql:1']],
  ['a.yml', 'a: tell # as told', ['a.yml:1']],
  ['a.sh', 'tell # as told', ['a.sh:1']],
  [
    'a.ts',
    "const a = f('nobody');\nthrow new AppError(\n  'not_found',\n  'nobody is there',\n);",
    ['a.ts:4'],
  ],
  ['a.ts', 'log.warn(`it told nothing`);', ['a.ts:1']],
  ['a.md', 'Nobody reads this.', []],
])('finds it in comments of %s: %j', (path, text, places) => {
  expect(unclearComments({ path, text }).map((place) => place.split(' ')[0])).toEqual(places);
});

test(`at most ${MOST_UNCLEAR_COMMENTS} lines of comments and messages use an unclear word`, () => {
  const found = allUnclearComments();

  expect(found.length, found.join('\n')).toBeLessThanOrEqual(MOST_UNCLEAR_COMMENTS);
});
