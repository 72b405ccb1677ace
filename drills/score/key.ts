import type { Mechanism } from '#scenarios/mechanism';
import { globPattern } from '#shared/faults/points/glob';
import type { ServiceName } from '#shared/services';
import { servicesOf } from '#tools/chaos/rule-words';
import type { Drill } from '../drill.ts';

/** What the right answer is. */
export interface Key {
  readonly service: ServiceName;
  /** Any of them is right. */
  readonly points: ReadonlySet<string>;
  readonly mechanism: Mechanism;
  /** Milliseconds since 1970. */
  readonly beganAtMs: number;
}

/** @param allPoints names of the points of all services */
export function keyOf({ truth, faults }: Drill, allPoints: readonly string[], beganAtMs: number): Key {
  const patterns = faults
    .filter(({ point }) => servicesOf(point).includes(truth.service))
    .map(({ point }) => globPattern(point));
  return {
    service: truth.service,
    points: new Set(allPoints.filter((name) => patterns.some((pattern) => pattern.test(name)))),
    mechanism: truth.mechanism,
    beganAtMs,
  };
}
