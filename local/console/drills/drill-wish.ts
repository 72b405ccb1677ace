import * as z from 'zod';
import { LEVELS, MINUTES, QUIET_SECONDS, SEEDS } from '#drills/drill';
import { wholeNumberInJson } from '#shared/settings/kinds';

const LONGEST_TEXT = 100;
const text = z.string().min(1).max(LONGEST_TEXT).optional();

/** The body of `POST /console/drill`, with what the program takes. */
export const StartBody = z.strictObject({
  level: z.literal(LEVELS),
  minutes: wholeNumberInJson(MINUTES).optional(),
  /** Draws the same drill again. */
  seed: wholeNumberInJson(SEEDS).optional(),
  quiet: wholeNumberInJson(QUIET_SECONDS).optional(),
});

/** The body of `POST /console/drill/submit`. */
export const SubmitBody = z.strictObject({ service: text, point: text, mechanism: text, since: text });

/** The body of `POST /console/drill/fix`. */
export const FixBody = z.strictObject({ remedy: text });

/** No value can be taken for an option. */
export const asOptions = (values: Readonly<Record<string, string | number | undefined>>): string[] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]));
