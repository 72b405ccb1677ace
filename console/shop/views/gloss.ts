import type { Shop } from '../state/shop.ts';

/** The menu's data are Korean; this is a name of them in the user's language, if the shop has one. */
export const gloss = (shop: Shop, name: string): string | undefined => shop.words.value.dishes[name];
