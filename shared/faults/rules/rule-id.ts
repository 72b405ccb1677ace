import * as z from 'zod';

/** Length of an id is bounded, as a service's rules share one parameter of 4 kB. */
export const RuleId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, {
  error: 'Must be 1 to 40 of a-z, 0-9, _ and -, and start with a letter or digit',
});
