import { expect, test, vi } from 'vitest';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '', pathname: '/', hash: '' });
vi.stubGlobal('navigator', { language: 'en' });
const { ALL_WORDS } = await import('./all.ts');

type Word = string | ((...args: never[]) => string) | { readonly [name: string]: Word };

/** Every word with its path. */
function listed(words: Word, path: string): [string, string][] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function') return [[path, String((words as (arg: never) => string)('2' as never))]];
  return Object.entries(words).flatMap(([name, word]) => listed(word, `${path}.${name}`));
}

const HANGUL = /[가-힣]/;
/** Names of products, signs, and what is the same in every language. */
const SAME = /^[\W\d_]*$|^(DynamoDB|SQS|Redis|PostgreSQL|API Gateway|p95|English)$|^[\d\s%:.]+$/;

test.each(Object.keys(ALL_WORDS))('%s has the same words in English and Korean, none empty', (part) => {
  const { en, ko } = ALL_WORDS[part] as { en: Word; ko: Word };
  const [english, korean] = [listed(en, part), listed(ko, part)];

  expect(korean.map(([path]) => path)).toEqual(english.map(([path]) => path));
  expect(english.length).toBeGreaterThan(5);
  expect([...english, ...korean].filter(([, word]) => word.trim() === '')).toEqual([]);
  expect(korean.filter(([, word]) => !HANGUL.test(word) && !SAME.test(word))).toEqual([]);
  expect(english.filter(([path, word]) => HANGUL.test(word) && !path.endsWith('.language'))).toEqual([]);
});
