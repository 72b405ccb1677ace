/** A number with its unit; words stand for themselves. */
export const withUnit = (value: number | string, unit: string): string =>
  typeof value === 'number' && unit !== '' ? `${value} ${unit}` : String(value);
