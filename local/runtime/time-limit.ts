/**
 * A time limit of one call after another. Its timer runs on when a call ends, and is set anew only when it has run out:
 * to set one and to clear it for each call costs more.
 */
export class TimeLimit {
  readonly #ms: number;
  readonly #exceeded: () => void;
  #endsAt = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number, exceeded: () => void) {
    this.#ms = ms;
    this.#exceeded = exceeded;
  }

  begin(): void {
    this.#endsAt = performance.now() + this.#ms;
    this.#timer ??= setTimeout(this.#look, this.#ms).unref();
  }

  end(): void {
    this.#endsAt = Number.POSITIVE_INFINITY;
  }

  [Symbol.dispose](): void {
    this.end();
    clearTimeout(this.#timer);
  }

  readonly #look = (): void => {
    this.#timer = undefined;
    const leftMs = this.#endsAt - performance.now();
    if (leftMs === Number.POSITIVE_INFINITY) return;
    if (leftMs > 0) this.#timer = setTimeout(this.#look, leftMs).unref();
    else this.#exceeded();
  };
}
