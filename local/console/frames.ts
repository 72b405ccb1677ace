import type { ServerResponse } from 'node:http';
import { FrameRing } from './frame-ring.ts';
import type { FrameSource } from './frame-source.ts';

const EVERY_MS = 1_000;
/**
 * How long frames are made after the last page was closed, or a hidden one said that it is open, so that a page that is
 * seen again has no gap. A browser lets a hidden page run once a minute.
 */
const LINGER_MS = 90_000;
/** A page that does not read gets no more frames until it does. */
const MOST_WAITING_BYTES = 256 * 1024;
const MOST_PAGES = 32;

/** Makes a frame a second while a page looks, and keeps the last ones. Without a page it does nothing. */
export class Frames implements Disposable {
  readonly #sources: readonly FrameSource[];
  readonly #ring = new FrameRing();
  readonly #pages = new Set<ServerResponse>();
  #timer: NodeJS.Timeout | undefined;
  #leftMs = 0;

  constructor(sources: readonly FrameSource[]) {
    this.#sources = sources;
  }

  /** Whether one more page may look. */
  get hasRoom(): boolean {
    return this.#pages.size < MOST_PAGES;
  }

  /** Sends each frame to a page as an event, until the page is closed. */
  send(page: ServerResponse): void {
    this.#pages.add(page);
    page.once('close', () => {
      this.#pages.delete(page);
      this.#leftMs = performance.now();
    });
    this.#start();
  }

  /** Goes on for a page that is open but hidden, and reads no frames. */
  goOn(): void {
    this.#leftMs = performance.now();
    this.#start();
  }

  /** The last frames as a JSON list, oldest first. */
  toJson(): string {
    return this.#ring.toJson();
  }

  [Symbol.dispose](): void {
    this.#stop();
    for (const page of this.#pages) page.end();
  }

  #start(): void {
    if (this.#timer) return;
    for (const source of this.#sources) source.watch?.(true);
    this.#timer = setInterval(() => this.#tick(), EVERY_MS).unref();
    this.#tick();
  }

  #tick(): void {
    if (this.#pages.size === 0 && performance.now() - this.#leftMs > LINGER_MS) {
      this.#stop();
      return;
    }
    const at_ms = Date.now();
    const frame = Object.assign({ at_ms }, ...this.#sources.map((source) => source.read(at_ms)));
    const event = `data: ${this.#ring.add(frame)}\n\n`;
    for (const page of this.#pages) if (page.writableLength < MOST_WAITING_BYTES) page.write(event);
  }

  #stop(): void {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const source of this.#sources) source.watch?.(false);
  }
}
