import * as z from 'zod';

const LONGEST_TEXT = 100;
const text = z.string().min(1).max(LONGEST_TEXT).optional();

/** The body of `POST /console/drill`. The program checks its values. */
export const StartBody = z.strictObject({
  level: z.number(),
  minutes: z.number().optional(),
  /** Draws the same drill again. */
  seed: z.number().optional(),
  quiet: z.number().optional(),
});

/** The body of `POST /console/drill/submit`. */
export const SubmitBody = z.strictObject({ service: text, point: text, mechanism: text, since: text });

/** The body of `POST /console/drill/fix`. */
export const FixBody = z.strictObject({ remedy: text });

/** No value can be taken for an option. */
export const asOptions = (values: Readonly<Record<string, string | number | undefined>>): string[] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]));
