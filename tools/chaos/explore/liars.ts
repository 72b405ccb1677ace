import type { Strike } from './experiment.ts';

/** Modes that make a dependency lie: the system believes what it cannot check. */
const LYING_MODES: ReadonlySet<string> = new Set(['wrong_value', 'stale_value', 'charge_twice']);

export const isLie = ({ mode }: Pick<Strike, 'mode'>): boolean => LYING_MODES.has(mode.name);
