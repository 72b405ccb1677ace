import { type ReadonlySignal, signal } from '@preact/signals';
import type { Answer } from '../api/answer.ts';
import { listMenus, listRestaurants } from '../api/routes.ts';
import type { Menu, Restaurant } from '../api/wire.ts';

/** Menus with their stock, as last read. */
export interface Stock {
  readonly menus: ReadonlySignal<readonly Menu[]>;
  readonly restaurants: ReadonlySignal<readonly Restaurant[]>;
  /** The last reading; undefined before the first. */
  readonly read: ReadonlySignal<Answer<unknown> | undefined>;
  readonly isReading: ReadonlySignal<boolean>;
  refresh(): Promise<void>;
}

export function createStock(): Stock {
  const menus = signal<readonly Menu[]>([]);
  const restaurants = signal<readonly Restaurant[]>([]);
  const read = signal<Answer<unknown> | undefined>(undefined);
  const isReading = signal(false);
  return {
    ...{ menus, restaurants, read, isReading },
    async refresh() {
      if (isReading.value) return;
      isReading.value = true;
      const [answer, places] = await Promise.all([
        listMenus(),
        restaurants.value.length === 0 ? listRestaurants() : undefined,
      ]);
      if (answer.body) menus.value = answer.body.toSorted((one, other) => one.id - other.id);
      if (places?.body) restaurants.value = places.body;
      read.value = answer;
      isReading.value = false;
    },
  };
}
