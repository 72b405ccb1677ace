import { expect, test } from 'vitest';
import { linesInWords } from './live-chart.tsx';

test('a value that is missing is not read as 0', () => {
  const lines = [
    { label: 'p50', values: [1, null] },
    { label: 'p95', values: [2, 0] },
    { label: 'p99', values: [3] },
  ];

  expect(linesInWords(lines, 0)).toBe('p50 1, p95 2, p99 3');
  expect(linesInWords(lines, 1)).toBe('p50 –, p95 0, p99 –');
});
