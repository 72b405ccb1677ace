interface Entry {
  readonly timeMs: number;
  /** Entries with the same time run in the order in which they were made. */
  readonly order: number;
  readonly run: () => void;
}

/** Future events, soonest first (a binary heap). */
export class Agenda {
  readonly #heap: Entry[] = [];
  #made = 0;

  add(timeMs: number, run: () => void): void {
    const entry = { timeMs, order: this.#made++, run };
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (isBefore(heap[above] as Entry, entry)) break;
      heap[at] = heap[above] as Entry;
      at = above;
    }
    heap[at] = entry;
  }

  next(): Entry | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (!top || !last || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Entry, heap[below] as Entry)) below++;
      if (isBefore(last, heap[below] as Entry)) break;
      heap[at] = heap[below] as Entry;
      at = below;
    }
    heap[at] = last;
    return top;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.timeMs < b.timeMs || (a.timeMs === b.timeMs && a.order < b.order);
}
