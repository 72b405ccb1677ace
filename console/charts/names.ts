/** Wider than a letter of a name is, in pixels. */
const LETTER = 7.5;
const GAP = 6;

interface Name {
  readonly label: string;
  /** Where it begins, in pixels. */
  readonly left: number;
}

/** The row of each name, from 0, so that no two stand on each other. */
export function rowsOfNames(names: readonly Name[]): number[] {
  const ends: number[] = [];
  const rows = new Map<Name, number>();
  for (const name of names.toSorted((one, other) => one.left - other.left)) {
    const free = ends.findIndex((end) => end <= name.left);
    const row = free < 0 ? ends.length : free;
    ends[row] = name.left + name.label.length * LETTER + GAP;
    rows.set(name, row);
  }
  return names.map((name) => rows.get(name) ?? 0);
}
