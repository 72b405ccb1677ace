import { readFileSync } from 'node:fs';

interface Watched {
  readonly pid: number;
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
  readonly #busy = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;

  add(process: Watched): void {
    this.#busy.add(process);
    this.#timer ??= setInterval(() => this.#look(), POLL_MS).unref();
  }

  delete(process: Watched): void {
    this.#busy.delete(process);
  }

  #look(): void {
    if (this.#busy.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    for (const watched of this.#busy) {
      const usedMb = privateMemoryMb(watched.pid);
      if (usedMb !== undefined) watched.checkMemory(usedMb);
    }
  }
}

export const memoryWatch = new MemoryWatch();
