/** A seeded sample by default, all with `FAULTS=full`. */
export const IS_FULL = process.env.FAULTS === 'full';

/** Another seed draws another sample. */
export const SEED = Number(process.env.FAULTS_SEED ?? 1);

/** Length of the load under each rule. */
export const WINDOW_MS = IS_FULL ? 5_000 : 2_000;
