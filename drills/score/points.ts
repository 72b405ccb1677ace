/** What a drill is graded by; 100 in all. docs/drills.md has the same table. */
export const POINTS = {
  service: 15,
  point: 20,
  mechanism: 20,
  since: 10,
  detect: 10,
  locate: 10,
  mend: 10,
  mendSoon: 5,
} as const satisfies Readonly<Record<string, number>>;

/** Taken off for the first, second and third hint, and for each value that was wrong. */
export const COSTS = { hints: [5, 10, 15], wrong: 4 } as const;

/** Share of the points for a wider area than the truth, or a time that is only near. */
export const PART_SHARE = 0.5;

/** How far the named begin may be off. */
export const SINCE_SECONDS = { right: 20, partly: 60 } as const;

/** Seconds after the begin: until the first all points are given, from the second on none, evenly between. */
export const IN_TIME = { detect: [60, 300], locate: [180, 600], mendSoon: [240, 600] } as const;

/** The fault must be mended too. */
export const PASS_MARK = 60;
