/** A share in percent, with the interval that holds it with 95 % certainty. */
export interface ShareInterval {
  readonly percent: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.96;
const PERCENT = 100;

/** Wilson's interval, which also serves for few values and for shares near 0. */
export function shareInterval(found: number, of: number): ShareInterval {
  if (of === 0) return { percent: 0, low: 0, high: PERCENT };
  const share = found / of;
  const scale = 1 + Z ** 2 / of;
  const centre = (share + Z ** 2 / (2 * of)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return {
    percent: PERCENT * share,
    low: PERCENT * Math.max(0, centre - half),
    high: PERCENT * Math.min(1, centre + half),
  };
}
