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
  expect(unclearComments({ path: 'a.py', text: "x = 'tell'  # as told" })).toHaveLength(1);
});

test(`at most ${MOST_UNCLEAR_COMMENTS} comment lines use an unclear word`, () => {
  const found = allUnclearComments();

  expect(found.length, found.join('\n')).toBeLessThanOrEqual(MOST_UNCLEAR_COMMENTS);
});
