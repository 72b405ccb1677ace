import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MOST_HEADER_RULES, readHeaderText } from '../rules/header-text.ts';
import { PRESETS } from './all.ts';

test('each file is in the list, under its own name', () => {
  const files = readdirSync(import.meta.dirname)
    .filter((file) => /^[a-z-]+\.ts$/.test(file) && !['all.ts', 'preset.ts'].includes(file))
    .map((file) => file.replace('.ts', ''));

  expect(PRESETS.map(({ name }) => name)).toEqual(files.toSorted());
});

test.each(PRESETS)('$name has a sentence, and rules that a header may carry', ({ name, summary, rules }) => {
  expect(summary).toMatch(/^[A-Z].*\.$/);
  expect(rules.length).toBeLessThanOrEqual(MOST_HEADER_RULES);
  expect(readHeaderText(JSON.stringify(rules), Date.now())).toHaveProperty('rules');
  expect(readHeaderText(name, Date.now())).toHaveProperty('rules');
});
