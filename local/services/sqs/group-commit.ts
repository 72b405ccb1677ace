import type { DatabaseSync } from 'node:sqlite';

/** Groups the writes of concurrent calls into one transaction, and so into one disk write. */
export class GroupCommit {
  readonly #database: DatabaseSync;
  #open: PromiseWithResolvers<void> | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  begin(): void {
    if (this.#open) return;
    this.#database.exec('BEGIN');
    this.#open = Promise.withResolvers();
    setImmediate(() => this.flush());
  }

  /** Resolves when all writes so far are on disk. */
  async done(): Promise<void> {
    await this.#open?.promise;
  }

  /** Commits the open transaction. A failed commit ends the process, because memory and disk would differ. */
  flush(): void {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    this.#database.exec('COMMIT');
    open.resolve();
  }
}
