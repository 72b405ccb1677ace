import { DynamoFault, noSuchTable } from '../fault.ts';
import type { Amount } from '../tables/describe.ts';
import type { Table } from '../tables/table.ts';
import type { Database } from './database.ts';

const ARN = /^arn:[^/]*:table\//;

/** The definitions of all tables. */
export class Catalog {
  readonly #database: Database;
  readonly #known = new Map<string, Table>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Finds a table by its name or ARN. @throws DynamoFault */
  get(nameOrArn: string): Table {
    const name = nameOrArn.replace(ARN, '');
    const table = this.#known.get(name) ?? this.#read(name);
    if (!table) throw noSuchTable(name);
    this.#known.set(name, table);
    return table;
  }

  create(table: Table): void {
    if (this.#read(table.name))
      throw new DynamoFault('ResourceInUseException', `Table already exists: ${table.name}`);
    this.#database
      .sql('INSERT INTO tables (name, definition) VALUES (?, ?)')
      .run(table.name, JSON.stringify(table));
  }

  replace(table: Table): void {
    this.#known.delete(table.name);
    this.#database
      .sql('UPDATE tables SET definition = ? WHERE name = ?')
      .run(JSON.stringify(table), table.name);
  }

  /** Deletes a table with all its items. */
  delete({ name }: Table): void {
    this.#known.delete(name);
    this.#database.sql('DELETE FROM entries WHERE tbl = ?').run(name);
    this.#database.sql('DELETE FROM items WHERE tbl = ?').run(name);
    this.#database.sql('DELETE FROM tables WHERE name = ?').run(name);
  }

  /** Returns the names after this one in their order. */
  names(after: string, limit: number): readonly string[] {
    const rows = this.#database
      .sql('SELECT name FROM tables WHERE name > ? ORDER BY name LIMIT ?')
      .all(after, limit);
    return rows.map(({ name }) => String(name));
  }

  amountOf({ name }: Table): Amount {
    const row = this.#database
      .sql('SELECT count(*) AS items, total(bytes) AS bytes FROM items WHERE tbl = ?')
      .get(name);
    return { items: Number(row?.items), bytes: Number(row?.bytes) };
  }

  /** Drops what a group of writes that was undone may have changed. */
  forget(): void {
    this.#known.clear();
  }

  #read(name: string): Table | undefined {
    const row = this.#database.sql('SELECT definition FROM tables WHERE name = ?').get(name);
    return row && JSON.parse(String(row.definition));
  }
}
