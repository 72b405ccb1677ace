import { createPostgres, type Postgres } from '#functions/restaurant/adapters/postgres';
import { createPostgresInventory } from '#functions/restaurant/adapters/postgres-inventory';
import { createPostgresMenus } from '#functions/restaurant/adapters/postgres-menus';
import type { InventoryStore } from '#functions/restaurant/domain/inventory';
import type { MenuStore } from '#functions/restaurant/domain/menu';
import { type DatabaseServer, startDatabaseServer } from './databases.ts';

/** The adapters as one execution environment has them: with a connection of its own. */
export interface Environment {
  readonly inventory: InventoryStore;
  readonly menus: MenuStore;
  readonly postgres: Postgres;
}

/** A server for a test file, with a new database for each test. */
export interface Restaurant extends AsyncDisposable {
  environment(): Environment;
  environments(count: number): Environment[];
  /** Each environment serves one call after the other; all of them at once. Answers every outcome. */
  inParallel(
    count: number,
    rounds: number,
    call: (from: Environment, buyer: number, round: number) => Promise<{ readonly outcome: string }>,
  ): Promise<string[]>;
  stockOf(menuId: number): Promise<number | undefined>;
  setPrice(menuId: number, price: number): Promise<void>;
  /** Menus whose stock is not what the recorded changes make it. */
  auditDifferences(): Promise<readonly unknown[]>;
  newDatabase(): Promise<void>;
}

export async function startRestaurant(): Promise<Restaurant> {
  const server: DatabaseServer = await startDatabaseServer();
  const opened: Postgres[] = [];
  let databaseUrl = '';

  function environment(): Environment {
    const postgres = createPostgres(databaseUrl);
    opened.push(postgres);
    return { inventory: createPostgresInventory(postgres), menus: createPostgresMenus(postgres), postgres };
  }
  const environments = (count: number): Environment[] => Array.from({ length: count }, environment);
  const closeAll = (): Promise<unknown> => Promise.all(opened.splice(0).map((postgres) => postgres.close()));

  return {
    environment,
    environments,
    async inParallel(count, rounds, call) {
      const outcomes: string[] = [];
      await Promise.all(
        environments(count).map(async (from, buyer) => {
          for (let round = 1; round <= rounds; round++)
            outcomes.push((await call(from, buyer, round)).outcome);
        }),
      );
      return outcomes;
    },
    stockOf: async (menuId) => (await environment().menus.find(menuId))?.inventory,
    async setPrice(menuId, price) {
      const text = 'UPDATE menus SET price = $2 WHERE id = $1';
      await environment().postgres.query({ name: 'set_price', text, values: [menuId, price] });
    },
    auditDifferences: () =>
      environment().postgres.query({
        name: 'audit',
        text: 'SELECT * FROM inventory_audit WHERE inventory <> recorded',
      }),
    async newDatabase() {
      await closeAll();
      databaseUrl = await server.create();
    },
    async [Symbol.asyncDispose]() {
      await closeAll();
      await server[Symbol.asyncDispose]();
    },
  };
}
