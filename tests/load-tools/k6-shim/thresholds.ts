import type { Sample } from './protocol.ts';

const EXPRESSION = /^(?:(count|rate)|p\((\d+)\))(<=|<|>=|>|==)([\d.]+)$/;
const PERCENT = 100;

const COMPARE: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  '==': (value, limit) => value === limit,
};

/** Whether a metric keeps a threshold such as `rate==1` or `p(95)<5000`. One without samples breaks `count` only. */
export function keepsThreshold(expression: string, samples: readonly Sample[]): boolean {
  const [, kind, percentile, comparison = '', limit] = EXPRESSION.exec(expression) ?? [];
  const compare = COMPARE[comparison];
  if (!compare) throw new Error(`the threshold ${expression} is not one that this shim reads`);
  const sum = samples.reduce((total, { value }) => total + value, 0);
  if (kind === 'count') return compare(sum, Number(limit));
  if (samples.length === 0) return true;
  const value = kind === 'rate' ? sum / samples.length : quantile(samples, Number(percentile) / PERCENT);
  return compare(value, Number(limit));
}

function quantile(samples: readonly Sample[], share: number): number {
  const sorted = samples.map(({ value }) => value).sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}
