/** Menus of the first data, each for one purpose, so that experiments of one kind leave those of another alone. */
export const MENUS = { orders: 1, changes: 2, reads: 3, contended: 4 } as const;
