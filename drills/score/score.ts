import { type Answer, type Grade, type Grades, PARTS, type Part } from './answer.ts';
import { gradesOf } from './grade.ts';
import type { Key } from './key.ts';
import { COSTS, IN_TIME, PART_SHARE, PASS_MARK, POINTS } from './points.ts';

const MS_PER_SECOND = 1_000;

/** What a trainee did. Instants in milliseconds since 1970. */
export interface Doings {
  readonly submitted: readonly { readonly atMs: number; readonly answer: Answer }[];
  readonly hints: number;
  readonly wrongRemedies: number;
  /** When the fault was ended in the right way; undefined if it was not, or where the stores were wrong then. */
  readonly mendedAtMs: number | undefined;
}

export interface Score {
  /** From 0 to 100. */
  readonly total: number;
  readonly has_passed: boolean;
  readonly points: Readonly<Record<keyof typeof POINTS, number>>;
  readonly costs: { readonly hints: number; readonly wrong: number };
  /** After the begin of the fault; null where it was not done. */
  readonly seconds: {
    readonly detect: number | null;
    readonly locate: number | null;
    readonly mend: number | null;
  };
}

/** Whether service, mechanism and at least the port of the point were named rightly, in one answer or several. */
export const isLocated = (best: Grades): boolean =>
  best.service === 'right' && best.mechanism === 'right' && (best.point ?? 'wrong') !== 'wrong';

const RANK = { wrong: 0, partly: PART_SHARE, right: 1 } as const satisfies Record<Grade, number>;

/** The better of two grades of each part. */
export function better(one: Grades, other: Grades): Grades {
  const best: Partial<Record<Part, Grade>> = { ...one };
  for (const part of PARTS) {
    const next = other[part];
    const now = best[part];
    if (next !== undefined && (now === undefined || RANK[next] > RANK[now])) best[part] = next;
  }
  return best;
}

export function scoreOf({ submitted, hints, wrongRemedies, mendedAtMs }: Doings, key: Key): Score {
  let best: Grades = {};
  let wrongs = wrongRemedies;
  let detectedAtMs: number | undefined;
  let locatedAtMs: number | undefined;
  for (const { atMs, answer } of submitted) {
    const grades = gradesOf(answer, key, atMs);
    wrongs += Object.values(grades).filter((grade) => grade === 'wrong').length;
    best = better(best, grades);
    if (grades.since === 'right') detectedAtMs ??= atMs;
    if (isLocated(best)) locatedAtMs ??= atMs;
  }
  const after = (atMs: number | undefined): number | null =>
    atMs === undefined ? null : Math.max(0, Math.round((atMs - key.beganAtMs) / MS_PER_SECOND));
  const seconds = { detect: after(detectedAtMs), locate: after(locatedAtMs), mend: after(mendedAtMs) };
  const named = (part: Part): number => POINTS[part] * RANK[best[part] ?? 'wrong'];
  const points = {
    ...{ service: named('service'), point: named('point') },
    ...{ mechanism: named('mechanism'), since: named('since') },
    detect: inTime('detect', seconds.detect),
    locate: inTime('locate', seconds.locate),
    mend: seconds.mend === null ? 0 : POINTS.mend,
    mendSoon: inTime('mendSoon', seconds.mend),
  };
  const costs = {
    hints: COSTS.hints.slice(0, hints).reduce((sum, cost) => sum + cost, 0),
    wrong: wrongs * COSTS.wrong,
  };
  const earned = Object.values(points).reduce((sum, each) => sum + each, 0);
  const total = Math.max(0, Math.round(earned - costs.hints - costs.wrong));
  const has_passed = total >= PASS_MARK && seconds.mend !== null;
  return { total, has_passed, points, costs, seconds };
}

function inTime(part: keyof typeof IN_TIME, seconds: number | null): number {
  if (seconds === null) return 0;
  const [all, none] = IN_TIME[part];
  const share = Math.min(1, Math.max(0, (none - seconds) / (none - all)));
  return Math.round(POINTS[part] * share);
}
