import { expect, test } from 'vitest';
import { menuCursor, toMenuCursor } from './menu-cursor.ts';

test.each([1, 35, 36, 1_000_000, 36 ** 10 - 1])('the cursor after menu %s leads there', (id) => {
  expect(menuCursor.parse(toMenuCursor(id))).toBe(id);
});

test.each(['', '1', '411857420189697', 'm', 'm-1', 'mA', 'm1 ', 'm1\n', `m${'z'.repeat(11)}`])(
  '%j is no cursor of a list of menus',
  (text) => {
    expect(menuCursor.safeParse(text).error?.issues).toMatchObject([
      { message: 'Input should be the x-next-cursor of a page of menus' },
    ]);
  },
);
