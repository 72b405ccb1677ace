import type { Bound } from '../storage/read-range.ts';

const BYTE = 0xff;

/** Returns the bounds of all byte texts that begin with a prefix: from the prefix to the first text behind them. */
export function prefixBounds(prefix: Buffer): readonly Bound[] {
  const low: Bound = { operator: '>=', bytes: prefix };
  const last = prefix.findLastIndex((byte) => byte < BYTE);
  if (last < 0) return [low];
  const behind = Buffer.from(prefix.subarray(0, last + 1));
  behind[last] = (prefix[last] ?? 0) + 1;
  return [low, { operator: '<', bytes: behind }];
}
