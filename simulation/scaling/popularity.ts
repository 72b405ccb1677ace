import { ZipfRanks } from '#load/schedule/zipf-ranks';

/** Menus that are ordered, the first most often: rank k with a weight of 1 / k. */
const MENUS = 10_000;
const EXPONENT = 1;

export const POPULARITY = new ZipfRanks(MENUS, EXPONENT);

/** Share of the orders that ask for the first menu. */
export const HOTTEST_SHARE =
  1 /
  Array.from({ length: MENUS }, (_, rank) => 1 / (rank + 1) ** EXPONENT).reduce((sum, each) => sum + each);
