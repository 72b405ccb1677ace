import { closeSync, openSync, writeSync } from 'node:fs';
import { UserError } from '#shared/cli/errors';
import { messageOf } from '#shared/error-message';
import type { Attempt } from './attempt.ts';

const FLUSH_CHARACTERS = 64 * 1024;

/**
 * Appends attempts to a file, as JSON lines. Writes block: a disk that is too slow shows as lateness of the generator, and
 * never as memory that fills up.
 */
export class HistoryWriter {
  readonly #file: string;
  readonly #descriptor: number;
  #lines: string[] = [];
  #characters = 0;

  /** @throws UserError where the file cannot be written */
  constructor(file: string) {
    this.#file = file;
    this.#descriptor = this.#guarded(() => openSync(file, 'w'));
  }

  write(attempt: Attempt): void {
    const line = `${JSON.stringify(attempt)}\n`;
    this.#lines.push(line);
    this.#characters += line.length;
    if (this.#characters >= FLUSH_CHARACTERS) this.flush();
  }

  /** @throws UserError where the file cannot be written */
  flush(): void {
    if (this.#lines.length === 0) return;
    const rest = Buffer.from(this.#lines.join(''));
    this.#lines = [];
    this.#characters = 0;
    this.#guarded(() => {
      for (let at = 0; at < rest.length; ) at += writeSync(this.#descriptor, rest, at);
    });
  }

  close(): void {
    this.flush();
    closeSync(this.#descriptor);
  }

  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new UserError(`${this.#file} cannot be written (${messageOf(error)})`, { cause: error });
    }
  }
}
