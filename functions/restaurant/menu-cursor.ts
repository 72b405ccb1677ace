import * as z from 'zod';

/** The letter separates it from the cursors of other lists, which are digits. Ten digits hold every id that the database gives. */
const CURSOR = /^m[0-9a-z]{1,10}$/;
const BASE = 36;

/** Names the page after this menu. Clients must take it as it is: what is in it may change. */
export const toMenuCursor = (after: number): string => `m${after.toString(BASE)}`;

/** A cursor of the list of menus, as the id after which its page begins. */
export const menuCursor = z
  .string()
  .regex(CURSOR, 'Input should be the x-next-cursor of a page of menus')
  .transform((cursor) => Number.parseInt(cursor.slice(1), BASE));
