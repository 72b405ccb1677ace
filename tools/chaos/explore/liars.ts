import { BOUNDARIES } from '#tools/fault-docs/boundaries';
import type { Strike } from './experiment.ts';

/** Modes that make a dependency lie. */
const LYING_MODES: ReadonlySet<string> = new Set(BOUNDARIES.map(({ mode }) => mode));

export const isLie = ({ mode }: Pick<Strike, 'mode'>): boolean => LYING_MODES.has(mode.name);

/** Whether a lie is named as one that the system believes. Behind another fault another rule may show it. */
export const isBelieved = ({ mode, params, at }: Strike): boolean =>
  BOUNDARIES.some(
    ({ point, mode: name, kind }) => point === at.place.point && name === mode.name && kind === params.kind,
  );
