/** Everything with `SCENARIOS=full`; a few cases in `npm run test:scenarios`. */
export const IS_FULL = process.env.SCENARIOS === 'full';
