import { expect, test } from 'vitest';
import { canonicalUsername, isUsername } from './username.ts';

test.each([
  ['hong', 'hong'],
  ['  hong ', 'hong'],
  ['\u00a0hong\u3000', 'hong'],
  ['홍길동'.normalize('NFD'), '홍길동'],
  ['jose\u0301', 'jos\u00e9'],
  ['kim chul', 'kim chul'],
  ['Hong', 'Hong'],
  ['user-1_x.y@z', 'user-1_x.y@z'],
  ['🍜', '🍜'],
  ['नमस्ते', 'नमस्ते'],
])('%j is kept as %j', (given, kept) => {
  expect(isUsername(given)).toBe(true);
  expect(canonicalUsername(given)).toBe(kept);
  expect(canonicalUsername(kept)).toBe(kept);
});

test.each([
  ['nothing', ''],
  ['spaces only', ' \u00a0\u3000'],
  ['a NUL', 'ho\0ng'],
  ['a line break', 'hong\n'],
  ['a tab', '\thong'],
  ['a delete', 'hong\u007f'],
  ['a C1 control', 'ho\u0085ng'],
  ['a zero-width space', 'ho\u200bng'],
  ['a zero-width non-joiner', 'ho\u200cng'],
  ['a zero-width joiner', 'hong\u200d'],
  ['a word joiner', 'ho\u2060ng'],
  ['a byte order mark', '\ufeffhong'],
  ['a soft hyphen', 'ho\u00adng'],
  ['a right-to-left override', 'ho\u202egn'],
  ['a left-to-right mark', 'hong\u200e'],
  ['an isolate', '\u2066hong\u2069'],
  ['a line separator', 'ho\u2028ng'],
  ['a paragraph separator', 'ho\u2029ng'],
  ['a Hangul filler', 'hong\u3164'],
  ['a Hangul choseong filler', '\u115fhong'],
  ['a half-width Hangul filler', 'hong\uffa0'],
  ['a combining grapheme joiner', 'ho\u034fng'],
  ['a variation selector', 'hong\ufe0f'],
  ['a tag', 'hong\u{e0041}'],
  ['a Mongolian vowel separator', 'ho\u180eng'],
  ['a blank Braille pattern', 'hong\u2800'],
  ['an invisible times', 'ho\u2062ng'],
  ['a no-break space inside', 'kim\u00a0chul'],
  ['a thin space inside', 'kim\u2009chul'],
  ['an ideographic space inside', 'kim\u3000chul'],
  ['two spaces inside', 'kim  chul'],
  ['a combining mark alone', '\u0301'],
  ['a combining mark behind a space', ' \u0301a'],
  ['a lone surrogate', 'hong\ud800'],
  ['a private character', 'hong\ue000'],
  ['a noncharacter', 'hong\uffff'],
  ['an unassigned character', 'hong\u0378'],
])('%s is refused', (_, name) => {
  expect(isUsername(name)).toBe(false);
});

test('the length counts in the form that is kept, as characters', () => {
  expect(isUsername('🍜'.repeat(254))).toBe(true);
  expect(isUsername('🍜'.repeat(255))).toBe(false);
  // In NFC each of them becomes three.
  expect(isUsername('\u{1d160}'.repeat(254))).toBe(false);
});
