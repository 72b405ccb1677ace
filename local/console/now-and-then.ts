/** Decides which frames have something large: the next after a change, and then one of a number of frames. */
export class NowAndThen {
  readonly #everyFrames: number;
  #left = 0;

  constructor(everyFrames: number) {
    this.#everyFrames = everyFrames;
  }

  /** It has changed. */
  due(): void {
    this.#left = 0;
  }

  /** Whether the frame that is made has it. */
  next(): boolean {
    if (this.#left-- > 0) return false;
    this.#left = this.#everyFrames - 1;
    return true;
  }
}
