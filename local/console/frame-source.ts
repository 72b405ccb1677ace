import type { Frame } from '#shared/console/frame';

/** A part of every frame. */
export interface FrameSource {
  /** Called once a second while the console is looked at; what takes longer is answered from the last result. */
  read(nowMs: number): Partial<Frame>;
  /** Called when the first page opens, and when the last one was closed for a while. */
  watch?(isWatched: boolean): void;
}
