import type { Database } from './database.ts';

type Transactions = Pick<Database, 'begin' | 'commit' | 'rollBack'>;

/**
 * Groups the writes of concurrent calls into one transaction, and so into one fsync. A group is saved as a whole or not
 * at all: after an error of the disk none of its writes stays in the database.
 */
export class Commits {
  readonly #database: Transactions;
  readonly #onUndone: () => void;
  #open: PromiseWithResolvers<void> | undefined;

  /** @param onUndone called when the writes of a group were undone */
  constructor(database: Transactions, onUndone: () => void) {
    this.#database = database;
    this.#onUndone = onUndone;
  }

  /** Makes the following writes part of the open group. */
  begin(): void {
    if (this.#open) return;
    this.#database.begin();
    this.#open = Promise.withResolvers();
    this.#open.promise.catch(() => undefined); // each waiting call handles it
    setImmediate(() => this.flush());
  }

  /** Resolves when everything that was read or written so far is on disk; rejects if it was undone. */
  async saved(): Promise<void> {
    await this.#open?.promise;
  }

  flush(): void {
    if (!this.#open) return;
    try {
      this.#database.commit();
      this.#open.resolve();
      this.#open = undefined;
    } catch (error) {
      this.undo(error);
    }
  }

  /** Undoes the open group after an error in the middle of a write. */
  undo(reason: unknown): void {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    try {
      this.#database.rollBack();
    } finally {
      this.#onUndone();
      open.reject(reason);
    }
  }
}
