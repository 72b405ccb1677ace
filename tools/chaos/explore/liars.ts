import { BOUNDARIES } from '#tools/fault-docs/boundaries';
import type { Strike } from './experiment.ts';

/** Modes that make a dependency lie. */
const LYING_MODES: ReadonlySet<string> = new Set(BOUNDARIES.map(({ mode }) => mode));

export const isLie = ({ mode }: Pick<Strike, 'mode'>): boolean => LYING_MODES.has(mode.name);

/** Whether a lie is named as one that the system believes, and that the rule shows. */
export const isBelieved = ({ mode, params, at }: Strike, rule: string): boolean =>
  BOUNDARIES.some(
    ({ point, mode: name, kind, shownBy }) =>
      point === at.place.point && name === mode.name && kind === params.kind && shownBy.includes(rule),
  );
