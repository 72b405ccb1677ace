/** A figure with one digit after the point at most; a dash where there is none. */
export function shown(value: number | string | null, unit = ''): string {
  if (value === null) return '–';
  const text = typeof value === 'number' ? (Math.round(value * 10) / 10).toLocaleString('en') : value;
  return unit === '' ? text : `${text} ${unit}`;
}
