import type { ItemKey } from '../tables/item-key.ts';
import type { Table } from '../tables/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { Catalog } from './catalog.ts';
import { Commits } from './commits.ts';
import { Database } from './database.ts';
import { type Change, readRow, writeRow } from './item-rows.ts';
import { type Range, readRange } from './read-range.ts';
import { isDone, saveToken, type Token } from './tokens.ts';

/** Tables and items in one file. Reads see all writes so far; an answer waits for {@link Store.saved}. */
export class Store {
  readonly catalog: Catalog;
  readonly #database: Database;
  readonly #commits: Commits;

  /** @param file a path, or `:memory:` */
  constructor(file: string) {
    this.#database = new Database(file);
    this.catalog = new Catalog(this.#database);
    this.#commits = new Commits(this.#database, () => this.catalog.forget());
  }

  read(table: Table, key: ItemKey): Item | undefined {
    return readRow(this.#database, table, key);
  }

  readRange(range: Range): Iterable<Item> {
    return readRange(this.#database, range);
  }

  /** Writes all changes, and the token of their transaction, in one group. */
  write(changes: readonly Change[], token?: Token): void {
    this.#commits.begin();
    for (const change of changes) writeRow(this.#database, change);
    if (token) saveToken(this.#database, token);
  }

  /** Returns whether the transaction with this token is done already. @throws DynamoFault */
  isDone(token: Token): boolean {
    return isDone(this.#database, token);
  }

  /** Changes the catalog as part of the open group. */
  changeCatalog(change: (catalog: Catalog) => void): void {
    this.#commits.begin();
    change(this.catalog);
  }

  saved(): Promise<void> {
    return this.#commits.saved();
  }

  undo(reason: unknown): void {
    this.#commits.undo(reason);
  }

  close(): void {
    this.#commits.flush();
    this.#database.close();
  }
}
