import type { Recipe } from './recipe.ts';

/** A mode of faults: commands to Redis are held up. */
export const NEW_MODE: Recipe = {
  name: 'a mode of faults',
  mostFiles: 1,
  edits: [{ kind: 'new', file: 'shared/faults/modes/hold-up.ts', fixture: 'new-mode/hold-up.ts.txt' }],
};
