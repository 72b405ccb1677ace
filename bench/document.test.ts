import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withFigures } from './document.ts';

const DOCUMENT = readFileSync(new URL('../docs/performance.md', import.meta.url), 'utf8');

test('replaces the figures and leaves what people wrote', () => {
  const once = withFigures(DOCUMENT, 'OLD FIGURES');
  const twice = withFigures(once, 'NEW FIGURES');

  expect(twice).toContain('NEW FIGURES');
  expect(twice).not.toContain('OLD FIGURES');
  expect(twice.replace('NEW FIGURES', 'OLD FIGURES')).toBe(once);
});

test('refuses a text that has no place for them', () => {
  expect(() => withFigures('# Performance', '')).toThrow('docs/performance.md has lost its marks');
});
