import type { Recorder } from '#load/measure/recorder';
import type { Arrivals } from '#load/schedule/arrivals';
import { levelAt, levelledFrom, type Piece, pieceAt } from '#load/schedule/pieces';
import type { Loop } from './loop.ts';
import type { Visits } from './visits.ts';

interface OpenLoopOptions {
  readonly pieces: readonly Piece[];
  readonly arrivals: Arrivals;
  readonly visits: Visits;
  readonly recorder: Recorder;
  readonly maxInFlight: number;
}

/** Begins each journey when it is due, whatever became of the ones before. */
export class OpenLoop implements Loop {
  readonly #options: OpenLoopOptions;
  readonly #endMs: number;
  readonly #over = Promise.withResolvers<void>();
  #pieces: readonly Piece[];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: OpenLoopOptions) {
    this.#options = options;
    this.#pieces = options.pieces;
    this.#endMs = options.pieces.at(-1)?.endMs ?? 0;
  }

  run(): Promise<void> {
    this.#pump();
    return this.#over.promise;
  }

  setLevel(level: number): void {
    const { arrivals, recorder } = this.#options;
    arrivals.setRate(recorder.elapsedMs, level);
    this.#pieces = levelledFrom(this.#pieces, recorder.elapsedMs, level);
    clearTimeout(this.#timer);
    this.#pump();
  }

  level(): number {
    return levelAt(this.#pieces, this.#options.recorder.elapsedMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#over.resolve();
  }

  #pump(): void {
    const { arrivals, recorder } = this.#options;
    const nowMs = recorder.elapsedMs;
    for (let due = arrivals.nextMs; due !== undefined && due <= nowMs; due = arrivals.nextMs) {
      arrivals.take();
      this.#begin(due);
    }
    if (nowMs >= this.#endMs) this.stop();
    else this.#timer = setTimeout(() => this.#pump(), Math.ceil((arrivals.nextMs ?? this.#endMs) - nowMs));
  }

  #begin(dueMs: number): void {
    const { visits, recorder, maxInFlight } = this.#options;
    const draw = visits.draw();
    if (recorder.inFlight >= maxInFlight) recorder.count('dropped');
    else void visits.begin(draw, pieceAt(this.#pieces, dueMs)?.phase ?? 0, recorder.startedMs + dueMs);
  }
}
