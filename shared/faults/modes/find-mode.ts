import { MODES } from './all.ts';
import type { Mode } from './mode.ts';

const BY_NAME: ReadonlyMap<string, Mode> = new Map(MODES.map((mode) => [mode.name, mode]));

/** The mode of this name on the wire. */
export const findMode = (name: string): Mode | undefined => BY_NAME.get(name);
