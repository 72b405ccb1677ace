const { TESTS } = process.env;
if (TESTS && TESTS !== 'full') throw new Error(`TESTS is "${TESTS}", allowed: full`);

/** Whether the suites run in full, as in `npm run test:long`: with every case, and with what is left out otherwise for its time. */
export const IS_FULL = TESTS === 'full';
