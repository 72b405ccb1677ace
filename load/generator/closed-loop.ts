import { around } from '#load/client/visit';
import type { Recorder } from '#load/measure/recorder';
import { levelAt, levelledFrom, type Piece, pieceAt } from '#load/schedule/pieces';
import type { Random } from '#simulation/random';
import type { Loop } from './loop.ts';
import type { Pauses } from './pauses.ts';
import type { Visits } from './visits.ts';

const TICK_MS = 20;

interface ClosedLoopOptions {
  readonly pieces: readonly Piece[];
  readonly visits: Visits;
  readonly recorder: Recorder;
  readonly pauses: Pauses;
  readonly thinkMs: number;
  readonly random: Random;
}

/** Clients, each of which begins a journey after its last one. A slow system slows them down. */
export class ClosedLoop implements Loop {
  readonly #options: ClosedLoopOptions;
  readonly #endMs: number;
  readonly #over = Promise.withResolvers<void>();
  readonly #active = new Set<number>();
  #pieces: readonly Piece[];
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(options: ClosedLoopOptions) {
    this.#options = options;
    this.#pieces = options.pieces;
    this.#endMs = options.pieces.at(-1)?.endMs ?? 0;
  }

  run(): Promise<void> {
    this.#tick(performance.now());
    return this.#over.promise;
  }

  setLevel(level: number): void {
    this.#pieces = levelledFrom(this.#pieces, this.#options.recorder.elapsedMs, level);
  }

  level(): number {
    return Math.round(levelAt(this.#pieces, this.#options.recorder.elapsedMs));
  }

  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#over.resolve();
  }

  /** The lateness of this timer is that of the generator: clients without think time have no schedule that it could miss. */
  #tick(dueMs: number): void {
    const { recorder } = this.#options;
    recorder.late(performance.now() - dueMs);
    if (recorder.elapsedMs >= this.#endMs) {
      this.stop();
      return;
    }
    for (let client = 0; client < this.level(); client++)
      if (!this.#active.has(client)) void this.#live(client);
    const nextMs = performance.now() + TICK_MS;
    this.#timer = setTimeout(() => this.#tick(nextMs), TICK_MS);
  }

  async #live(client: number): Promise<void> {
    const { visits, recorder, pauses, thinkMs, random } = this.#options;
    this.#active.add(client);
    let dueMs: number | undefined;
    while (!this.#isOver && client < this.level()) {
      const phase = pieceAt(this.#pieces, recorder.elapsedMs)?.phase ?? 0;
      await visits.begin(visits.draw(), phase, dueMs);
      if (thinkMs === 0) continue;
      dueMs = performance.now() + around(thinkMs, random);
      if (!(await pauses.until(dueMs))) break;
    }
    this.#active.delete(client);
  }
}
