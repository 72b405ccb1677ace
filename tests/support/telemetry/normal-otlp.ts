/** OTLP without what is empty or zero, which may be left out, and with whole numbers as text. */
export function normalOtlp(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(normalOtlp);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, each]) => [key, key === 'intValue' ? String(each) : normalOtlp(each)] as const)
    .filter(([key, each]) => each !== undefined && each !== 0 && key !== 'flags');
  return Object.keys(value).length > 0 && entries.length === 0 ? undefined : Object.fromEntries(entries);
}
