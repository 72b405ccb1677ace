import { PANELS } from '#console/panels/registry.ts';
import { COMMON } from './common.ts';
import type { Words } from './words.ts';

/** Every word of the console, by the part of the page it belongs to. */
export const ALL_WORDS: Readonly<Record<string, Words<object>>> = {
  common: COMMON,
  ...Object.fromEntries(PANELS.map(({ id, words }) => [id, words])),
};
