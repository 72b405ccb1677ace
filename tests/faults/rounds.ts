import { IS_FULL } from '#tests/support/full';

const { FAULTS_SEED = '1' } = process.env;

if (!/^\d{1,9}$/.test(FAULTS_SEED))
  throw new Error(`FAULTS_SEED is ${FAULTS_SEED}; allowed are whole numbers from 0`);

/** Another seed draws another sample. */
export const SEED = Number(FAULTS_SEED);

/** Length of the load under each mode at a point. */
export const WINDOW_MS = IS_FULL ? 5_000 : 2_000;
