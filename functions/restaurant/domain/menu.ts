export interface Restaurant {
  readonly id: number;
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly description: string | null;
  readonly createdAt: Date;
}

export interface Menu {
  readonly id: number;
  readonly restaurantId: number;
  readonly name: string;
  readonly description: string | null;
  /** Won. */
  readonly price: number;
  readonly imageUrl: string | null;
  readonly inventory: number;
  readonly isAvailable: boolean;
  readonly createdAt: Date;
}

/** Which menus a page of the list has. The list is in the order of the ids, which grow. */
export interface MenuRange {
  /** Only menus with a greater id: the last one of the page before, 0 for the first page. */
  readonly after: number;
  /** The most menus. */
  readonly limit: number;
}

export interface MenuPage {
  readonly menus: readonly Menu[];
  /** `after` of the next page, where there is one. */
  readonly next: number | undefined;
}

/** The most menus of a page, and those of one for which no limit is given. */
export const MOST_MENUS = 1_000;

export const FIRST_MENUS: MenuRange = { after: 0, limit: MOST_MENUS };

export interface MenuStore {
  list(range: MenuRange): Promise<readonly Menu[]>;
  find(menuId: number): Promise<Menu | undefined>;
  listRestaurants(): Promise<readonly Restaurant[]>;
}

/** Reads a page of the list. A menu that comes later has a greater id, so that it moves no menu to another page. */
export async function readMenuPage(
  store: Pick<MenuStore, 'list'>,
  { after, limit }: MenuRange,
): Promise<MenuPage> {
  const found = await store.list({ after, limit: limit + 1 });
  const menus = found.slice(0, limit);
  return { menus, next: found.length > limit ? menus.at(-1)?.id : undefined };
}
