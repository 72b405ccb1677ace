import * as z from 'zod';

export interface WholeNumberRange {
  /** @default 0 */
  readonly least?: number;
  readonly most?: number;
  /** Unit in messages, such as `seconds`. */
  readonly unit?: string;
}

/** A whole number as text, in decimal digits. */
export function wholeNumber(range: WholeNumberRange = {}) {
  const { least = 0, most } = range;
  const allowed = wholeNumbers(range);
  return z.string({ error: allowed }).transform((text, { addIssue }) => {
    const value = Number(text);
    const isAllowed = /^\d+$/.test(text) && value >= least && value <= (most ?? Number.MAX_SAFE_INTEGER);
    if (!isAllowed) addIssue({ code: 'custom', message: allowed, input: text });
    return value;
  });
}

/** A whole number in a JSON body. */
export function wholeNumberInJson(range: WholeNumberRange & { readonly most: number }) {
  const { least = 0, most } = range;
  const allowed = wholeNumbers(range);
  return z.int(allowed).min(least, allowed).max(most, allowed);
}

function wholeNumbers({ least = 0, most, unit }: WholeNumberRange): string {
  const what = `a whole number${unit === undefined ? '' : ` of ${unit}`}`;
  return `${what}${most === undefined ? ` from ${least}` : ` from ${least} to ${most}`}`;
}

/** A number of seconds, parts of them included. */
export const seconds = (most: number) => numberAbove0({ most, unit: 'seconds' });

/** A number with or without decimals, as text. */
export function numberAbove0({ most, unit }: { readonly most: number; readonly unit?: string }) {
  const allowed = `a number${unit === undefined ? '' : ` of ${unit}`} above 0, up to ${most}`;
  return z.string({ error: allowed }).transform((text, { addIssue }) => {
    const value = Number(text);
    if (!(value > 0 && value <= most)) addIssue({ code: 'custom', message: allowed, input: text });
    return value;
  });
}

const LAST_PORT = 65_535;

/** A TCP port; 0 takes any free one. */
export const port = wholeNumber({ most: LAST_PORT });

/** A truth value as an environment variable spells it: `'true'` or `'false'`. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A switch of the programs for developers: `'1'` is on, `'0'` off. */
export const zeroOrOne = z.enum(['0', '1']).transform((value) => value === '1');
