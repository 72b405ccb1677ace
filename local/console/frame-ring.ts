import { FRAMES_KEPT, type Frame } from '#shared/console/frame';

/** The last frames, as JSON. */
export class FrameRing {
  readonly #frames: string[] = [];
  readonly #limit: number;
  #first = 0;

  constructor(limit = FRAMES_KEPT) {
    this.#limit = limit;
  }

  /** @returns the frame as JSON */
  add(frame: Frame): string {
    const text = JSON.stringify(frame);
    if (this.#frames.length < this.#limit) this.#frames.push(text);
    else {
      this.#frames[this.#first] = text;
      this.#first = (this.#first + 1) % this.#limit;
    }
    return text;
  }

  /** A JSON list, oldest first. */
  toJson(): string {
    const inOrder = [...this.#frames.slice(this.#first), ...this.#frames.slice(0, this.#first)];
    return `[${inOrder.join(',')}]`;
  }
}
