import { IS_FULL } from '#tests/support/full';

/** Number of attacks: a few in `npm run test:attacks`, all in `npm run test:long`. */
export const SIZE = IS_FULL
  ? { attacksPerPort: 20_000, halfOpenPerPort: 500, examplesPerOperation: 100 }
  : { attacksPerPort: 2_000, halfOpenPerPort: 100, examplesPerOperation: 5 };
