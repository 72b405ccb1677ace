import { readFileSync } from 'node:fs';

interface Watched {
  readonly pid: number;
  checkMemory(usedMb: number): void;
}

const POLL_MS = 250;
const PAGE_BYTES = 4096;
const MB = 1_048_576;

/** Returns the resident memory without pages shared with other processes, such as Node's code. Linux only. */
export function privateMemoryMb(pid: number): number | undefined {
  try {
    const [, resident, shared] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ');
    return ((Number(resident) - Number(shared)) * PAGE_BYTES) / MB;
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
