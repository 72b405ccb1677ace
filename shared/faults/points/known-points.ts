import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '#shared/services';
import type { Point } from './point.ts';

/** File that the build writes beside each bundle: the points of all services, from their composition roots. */
export const POINTS_FILE = 'points.json';

/** Every point of every service, as a build wrote them into a folder; undefined where none did. */
export function pointsIn(folder: string): readonly Point[] | undefined {
  const file = join(folder, POINTS_FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Point[]) : undefined;
}

/** Those of one service. */
export const pointsOf = (service: ServiceName, points: readonly Point[]): readonly Point[] =>
  points.filter(({ name }) => name.startsWith(`${service}.`));
