import { expect, test } from 'vitest';
import type { Sample } from './sample.ts';
import { trendsOf } from './trend.ts';
import { growing, judged } from './verdict.ts';

/** One sample every ten seconds for ten minutes. */
const series = (values: (second: number) => Record<string, number>): Sample[] =>
  Array.from({ length: 60 }, (_, at) => ({ second: at * 10, values: values(at * 10) }));
const findings = (samples: readonly Sample[]) => trendsOf(samples, 180).map(judged);

test('what levels off in the warm-up is flat, what goes on growing is not', () => {
  const all = findings(
    series((second) => ({
      'memory of sqs, MB': 60 + Math.min(second, 180) / 2,
      'sockets of engine': 200 + second / 5,
    })),
  );

  expect(all.map(({ measure, perHour, finding }) => [measure, Math.round(perHour), finding])).toEqual([
    ['memory of sqs, MB', 0, 'flat'],
    ['sockets of engine', 720, 'GROWS'],
  ]);
  expect(growing(all)).toEqual(['sockets of engine']);
});

test('one far sample changes neither the slope nor the verdict', () => {
  const all = findings(series((second) => ({ 'sockets of redis': second === 590 ? 5_000 : 24 })));

  expect(all).toMatchObject([{ first: 24, second: 24, perHour: 0, finding: 'flat' }]);
});

test('what is stored may grow, what is kept up to a size up to that size', () => {
  const all = findings(
    series((second) => ({
      'folder dynamodb, MB': second,
      'memory of engine, MB': second / 2,
      'memory of redis, MB': second,
    })),
  );

  expect(growing(all)).toEqual(['memory of redis, MB']);
  expect(all.map(({ finding }) => finding)).toEqual([
    'grows by design: orders, charges and users are stored',
    'grows by design: traces are kept up to 64 MB, and as much waits to be read',
    'GROWS beyond 64: generations of caches live 600 s',
  ]);
});
