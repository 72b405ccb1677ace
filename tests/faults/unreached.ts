import type { Cell } from './cells.ts';

interface Unreached {
  /** Of the cell's name. */
  readonly pattern: RegExp;
  readonly why: string;
}

/** Cells that the load does not hit. One that it hits is not to be here. */
const UNREACHED: readonly Unreached[] = [
  {
    pattern: /^user\.users\.insert wrong_value stale$/,
    why: 'every insertion has the same answer',
  },
  {
    pattern: /^restaurant\.restaurants\.find wrong_value /,
    why: 'only the deep check of health calls it, for a restaurant that does not exist',
  },
];

export const isUnreached = ({ name }: Cell): boolean => UNREACHED.some(({ pattern }) => pattern.test(name));
