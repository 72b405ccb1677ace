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

export interface MenuStore {
  list(): Promise<readonly Menu[]>;
  find(menuId: number): Promise<Menu | undefined>;
  listRestaurants(): Promise<readonly Restaurant[]>;
}
