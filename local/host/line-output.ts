import { constants, fstatSync, openSync, writeSync } from 'node:fs';

/** Limit of lines held while they cannot be written; later lines are dropped. */
const MAX_HELD_BYTES = 64 * 1024;
const FIRST_RETRY_MS = 2;
const SLOWEST_RETRY_MS = 500;
const EXIT_WAIT_MS = 500;
const EXIT_PAUSE_MS = 5;
const NEW_LINE = 10;

const newLines = (bytes: Buffer): number => {
  let count = 0;
  for (let at = bytes.indexOf(NEW_LINE); at >= 0; at = bytes.indexOf(NEW_LINE, at + 1)) count++;
  return count;
};

/** Writes whole lines to one file descriptor without blocking. Lines that do not fit are held, past a limit dropped. */
export class LineOutput {
  readonly #fd: number;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #dropped = 0;
  /** Lines dropped since the last line that reported drops. */
  #unreported = 0;
  #retryMs = FIRST_RETRY_MS;
  #timer: NodeJS.Timeout | undefined;
  #exitDeadlineMs: number | undefined;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** Number of lines that were never written. */
  get dropped(): number {
    return this.#dropped;
  }

  /** @param text whole lines, each with its line break */
  write(text: string): void {
    const bytes = Buffer.from(text);
    if (this.#heldBytes > 0) this.#drain();
    // After the first drop all lines are dropped until the report is written, which must be in their place.
    const isFull = this.#unreported > 0 || this.#heldBytes + bytes.length > MAX_HELD_BYTES;
    if (isFull && this.#heldBytes > 0) {
      const lines = newLines(bytes);
      this.#dropped += lines;
      this.#unreported += lines;
      return;
    }
    const isFirst = this.#heldBytes === 0;
    this.#hold(bytes);
    if (isFirst && !this.#drain()) this.#retryLater();
  }

  /** Writes the held lines when the process ends. Waits once, and at most EXIT_WAIT_MS, for a slow reader. */
  finish(): void {
    const pause = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    this.#exitDeadlineMs ??= performance.now() + EXIT_WAIT_MS;
    while (!this.#drain() && performance.now() < this.#exitDeadlineMs) {
      Atomics.wait(pause, 0, 0, EXIT_PAUSE_MS);
    }
    clearTimeout(this.#timer);
  }

  #hold(bytes: Buffer): void {
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
  }

  /** Writes held lines and returns whether all are written. The rest of a partly written line goes first. */
  #drain(): boolean {
    for (;;) {
      const [first] = this.#held;
      if (first === undefined) {
        if (this.#unreported === 0) return true;
        this.#hold(Buffer.from(`${this.#unreported} log line${this.#unreported === 1 ? '' : 's'} dropped\n`));
        this.#unreported = 0;
        continue;
      }
      const written = this.#writeSome(first);
      this.#heldBytes -= written;
      if (written > 0) this.#retryMs = FIRST_RETRY_MS;
      if (written < first.length) {
        this.#held[0] = first.subarray(written);
        return false;
      }
      this.#held.shift();
    }
  }

  /** Returns 0 on any error: a full pipe, a stopped terminal, a full disk and a closed reader are all retried later. */
  #writeSome(bytes: Buffer): number {
    try {
      return writeSync(this.#fd, bytes);
    } catch {
      return 0;
    }
  }

  #retryLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#retryMs = Math.min(this.#retryMs * 2, SLOWEST_RETRY_MS);
      if (!this.#drain()) this.#retryLater();
    }, this.#retryMs).unref();
  }
}

/**
 * Returns a non-blocking descriptor of the same pipe or terminal. It is reopened where possible, because the inherited
 * descriptor shares its mode with the shell that opened it.
 */
function nonBlocking(fd: 1 | 2): number {
  try {
    if (fstatSync(fd).isFile()) return fd;
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    // A socket, or a system without /proc: creating Node's stream makes a pipe non-blocking.
    void (fd === 1 ? process.stdout : process.stderr);
    return fd;
  }
}

function areTheSame(): boolean {
  try {
    const [out, err] = [fstatSync(1), fstatSync(2)];
    return out.dev === err.dev && out.ino === err.ino && out.rdev === err.rdev;
  } catch {
    return false;
  }
}

/** Opens standard output and standard error, as one output if both are the same file. */
export function openStandardOutputs(): { readonly out: LineOutput; readonly err: LineOutput } {
  const out = new LineOutput(nonBlocking(1));
  return { out, err: areTheSame() ? out : new LineOutput(nonBlocking(2)) };
}
