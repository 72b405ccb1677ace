import type { Recorder } from '#load/measure/recorder';
import type { Phase } from '#load/plan/phases';

const MS_PER_SECOND = 1_000;

/** Begins a section of the result with each phase and at each mark. */
export class Sections implements Disposable {
  readonly #recorder: Recorder;
  readonly #phases: Phase[];
  #nextMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(phases: readonly Phase[], recorder: Recorder) {
    this.#recorder = recorder;
    this.#phases = [...phases];
    this.catchUp();
  }

  mark(name: string): void {
    this.#recorder.begin(name);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  /** Begins the sections whose time has come; a generator that is late calls it before the timer does. */
  catchUp(): void {
    while (this.#phases.length > 0 && this.#recorder.elapsedMs >= this.#nextMs) {
      const phase = this.#phases.shift();
      if (!phase) return;
      this.#recorder.begin(phase.name ?? phase.kind);
      this.#nextMs += phase.seconds * MS_PER_SECOND;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(
        () => this.catchUp(),
        Math.max(0, Math.ceil(this.#nextMs - this.#recorder.elapsedMs)),
      );
    }
  }
}
