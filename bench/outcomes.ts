/** Outcomes of all requests, those of the warm-up included. */
export type Outcomes = Readonly<Record<string, number>>;

export function sumOf(one: Outcomes, other: Outcomes): Outcomes {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...keys].map((key) => [key, (one[key] ?? 0) + (other[key] ?? 0)]));
}
