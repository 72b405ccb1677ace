import { wholeNumber } from '#shared/settings/kinds';

const MS_PER_SECOND = 1_000;
const MOST_SECONDS = 9_999_999;

export const msFromSeconds = (defaultMs: number) =>
  wholeNumber({ most: MOST_SECONDS, unit: 'seconds' })
    .transform((seconds) => seconds * MS_PER_SECOND)
    .default(defaultMs);
