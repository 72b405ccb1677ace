/** A module for Node's `--import`: the program then finds nothing under /proc, as on macOS. */
export const HIDE_PROC = import.meta.resolve('./hide-proc.mjs');
