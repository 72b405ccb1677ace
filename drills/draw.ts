import { globPattern } from '#shared/faults/points/glob';
import type { WrittenRule } from '#shared/faults/rules/rule';
import { Random } from '#simulation/random';
import { DRILLS } from './catalog/all.ts';
import { NOISE } from './catalog/noise.ts';
import type { Drill, Level } from './drill.ts';

const MS_PER_SECOND = 1_000;
/** The fault begins after this share of the longest quiet time at the earliest. */
const LEAST_QUIET_SHARE = 1 / 3;

export interface Drawn {
  readonly drill: Drill;
  readonly noise: readonly WrittenRule[];
  /** From the start of the drill until the fault. */
  readonly quietMs: number;
}

/** Draws a drill: the same seed draws the same one. */
export function drawDrill(level: Level, seed: number, longestQuietSeconds: number): Drawn {
  const random = new Random(seed);
  const drill = random.pick(DRILLS.filter((each) => each.level === level));
  const share = LEAST_QUIET_SHARE + (1 - LEAST_QUIET_SHARE) * random.next();
  const quietMs = Math.round(longestQuietSeconds * MS_PER_SECOND * share);
  const left = NOISE.filter((each) => !drill.faults.some((fault) => meets(each.point, fault.point)));
  const noise: WrittenRule[] = [];
  while (noise.length < level - 1 && left.length > 0)
    noise.push(...left.splice(random.between(0, left.length - 1), 1));
  return { drill, noise, quietMs };
}

/** Whether two patterns may name one point. */
const meets = (one: string, other: string): boolean =>
  globPattern(one).test(other) || globPattern(other).test(one);
