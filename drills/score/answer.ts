import * as z from 'zod';
import { MECHANISMS } from '#scenarios/mechanism';
import { keysOf } from '#shared/map-values';
import { SERVICE_NAMES } from '#shared/services';

/** What a trainee names, in closed vocabulary. */
export const Answer = z.strictObject({
  service: z.enum(SERVICE_NAMES).optional(),
  /** Names of the points that the given pattern names. */
  points: z.array(z.string()).optional(),
  mechanism: z.enum(keysOf(MECHANISMS)).optional(),
  /** Milliseconds since 1970. */
  sinceMs: z.number().optional(),
});
export type Answer = z.infer<typeof Answer>;

export const PARTS = ['service', 'point', 'mechanism', 'since'] as const;
export type Part = (typeof PARTS)[number];
export type Grade = 'right' | 'partly' | 'wrong';
/** Of what was named. */
export type Grades = Readonly<Partial<Record<Part, Grade>>>;
