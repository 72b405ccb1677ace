import { isDeepStrictEqual } from 'node:util';
import { send } from '#tests/support/api/client';
import type { ServiceUrls } from '#tests/support/api/urls';

interface Menu {
  readonly id: number;
  readonly name: string;
  readonly price: number;
}

/** Menus and restaurants as they are when no fault is on. Only stock changes under load. */
export class KnownMenus {
  readonly menus: ReadonlyMap<number, Menu>;
  readonly #restaurants: unknown;

  private constructor(menus: readonly Menu[], restaurants: unknown) {
    this.menus = new Map(menus.map((menu) => [menu.id, menu]));
    this.#restaurants = restaurants;
  }

  static async read(urls: ServiceUrls): Promise<KnownMenus> {
    const menus = await send('GET', `${urls.restaurant}/menus`);
    const restaurants = await send('GET', `${urls.restaurant}/restaurants`);
    return new KnownMenus(menus.body, restaurants.body);
  }

  priceOf(id: number): number {
    return this.menus.get(id)?.price ?? Number.NaN;
  }

  isMenu(id: number, body: Menu): boolean {
    const known = this.menus.get(id);
    return body?.id === id && body.name === known?.name && body.price === known.price;
  }

  areMenus(body: readonly Menu[]): boolean {
    return (
      body.length === this.menus.size &&
      [...this.menus.keys()].every((id, at) => {
        const menu = body[at];
        return menu !== undefined && this.isMenu(id, menu);
      })
    );
  }

  areRestaurants(body: unknown): boolean {
    return isDeepStrictEqual(body, this.#restaurants);
  }
}
