import { readFileSync } from 'node:fs';

interface Watched {
  readonly pid: number;
  readonly isBusy: boolean;
  checkMemory(usedMb: number): void;
}

const POLL_MS = 250;
const KB_PER_MB = 1_024;
const PRIVATE = /^RssAnon:\s+(\d+) kB$/m;

/**
 * Returns the resident memory without pages shared with other processes, such as Node's code; undefined where the
 * system has no /proc. Kilobytes, because the size of a page differs between ARM64 systems.
 */
export function privateMemoryMb(pid: number, proc = '/proc'): number | undefined {
  try {
    const [, kilobytes] = PRIVATE.exec(readFileSync(`${proc}/${pid}/status`, 'latin1')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / KB_PER_MB;
  } catch {
    return undefined;
  }
}

/** Checks the memory of all busy environments with one timer, which stops while none is busy. */
class MemoryWatch {
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;

  add(process: Watched): void {
    this.#watched.add(process);
  }

  delete(process: Watched): void {
    this.#watched.delete(process);
  }

  /** Starts the timer, because a process is busy from now on. */
  wake(): void {
    this.#timer ??= setInterval(() => this.#look(), POLL_MS).unref();
  }

  #look(): void {
    const busy = [...this.#watched].filter(({ isBusy }) => isBusy);
    if (busy.length === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    for (const process of busy) {
      const usedMb = privateMemoryMb(process.pid);
      if (usedMb !== undefined) process.checkMemory(usedMb);
    }
  }
}

export const memoryWatch = new MemoryWatch();
