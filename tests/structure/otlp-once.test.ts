import { expect, test } from 'vitest';
import { SOURCE_FILES } from '#tests/support/source-files';

/** The lists around all items, or a time with its key: only who writes or reads OTLP names these. */
const SIGN = /\bresource(Spans|Logs|Metrics)\b|UnixNano"?\??:/;
const HOME = 'shared/telemetry/otlp/';
const READERS = ['groups.ts', 'read-item.ts', 'read.ts'];
const WRITERS = ['metric-text.ts', 'text.ts'];
/** Tests write out what they expect, and attacks write OTLP that is wrong on purpose. */
const isExempt = (path: string): boolean => path.endsWith('.test.ts') || path.startsWith('attacks/');

test('OTLP is written in one place and read in one place', () => {
  const found = SOURCE_FILES.filter(({ path, text }) => !isExempt(path) && SIGN.test(text));

  expect(found.map(({ path }) => path)).toEqual(
    [...READERS, ...WRITERS].toSorted().map((file) => HOME + file),
  );
});
