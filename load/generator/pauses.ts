/** Waiting that can be ended for all at once. */
export class Pauses {
  readonly #waiting = new Set<() => void>();
  #areEnded = false;

  /** @returns false where it ended early, or began after the end */
  async until(ms: number): Promise<boolean> {
    if (this.#areEnded) return false;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, Math.max(0, Math.ceil(ms - performance.now())));
      this.#waiting.add(end);
    });
    return !this.#areEnded;
  }

  end(): void {
    this.#areEnded = true;
    for (const end of [...this.#waiting]) end();
  }
}
