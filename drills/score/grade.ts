import type { Answer, Grade, Grades } from './answer.ts';
import type { Key } from './key.ts';
import { SINCE_SECONDS } from './points.ts';

const MS_PER_SECOND = 1_000;

/** Grades what is named in an answer. */
export function gradesOf({ service, points, mechanism, sinceMs }: Answer, key: Key, atMs: number): Grades {
  return {
    ...(service !== undefined && { service: rightIf(service === key.service) }),
    ...(points !== undefined && { point: gradeOfPoints(points, key) }),
    ...(mechanism !== undefined && { mechanism: rightIf(mechanism === key.mechanism) }),
    ...(sinceMs !== undefined && { since: atMs < key.beganAtMs ? 'wrong' : gradeOfSince(sinceMs, key) }),
  };
}

const rightIf = (isRight: boolean): Grade => (isRight ? 'right' : 'wrong');

function gradeOfPoints(points: readonly string[], key: Key): Grade {
  if (points.length === 0) return 'wrong';
  if (points.every((name) => key.points.has(name))) return 'right';
  const ports = new Set([...key.points].map(portOf));
  return points.every((name) => ports.has(portOf(name))) ? 'partly' : 'wrong';
}

/** `order.payments` of `order.payments.charge`. */
const portOf = (point: string): string => point.split('.').slice(0, 2).join('.');

function gradeOfSince(sinceMs: number, { beganAtMs }: Key): Grade {
  const offSeconds = Math.abs(sinceMs - beganAtMs) / MS_PER_SECOND;
  if (offSeconds <= SINCE_SECONDS.right) return 'right';
  return offSeconds <= SINCE_SECONDS.partly ? 'partly' : 'wrong';
}
