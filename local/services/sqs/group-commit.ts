import type { DatabaseSync } from 'node:sqlite';

/** Calls that arrive together share one transaction, and so one write to the disk; each is answered after it. */
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

  /** Resolves when everything written so far is on the disk. */
  async done(): Promise<void> {
    await this.#open?.promise;
  }

  /** A commit that fails ends the process: what is in memory would no longer be what is on the disk. */
  flush(): void {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    this.#database.exec('COMMIT');
    open.resolve();
  }
}
