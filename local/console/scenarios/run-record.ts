import type { ScenarioRunBody, ScenarioVerdict } from '#shared/console/scenarios';

/** Enough for every second of the longest scenario, and its report. */
const LINES_KEPT = 400;

/** What one run printed and came to, with the times at which that was known. */
export class RunRecord {
  readonly #name: string;
  readonly #startedMs = Date.now();
  #lines: readonly { readonly atMs: number; readonly text: string }[] = [];
  #endingMs = Number.POSITIVE_INFINITY;
  #endedMs = Number.POSITIVE_INFINITY;
  #verdict: ScenarioVerdict | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  get endedMs(): number {
    return this.#endedMs;
  }

  say(text: string): void {
    this.#lines = [...this.#lines, { atMs: Date.now(), text }].slice(-LINES_KEPT);
  }

  /** It was asked to end. */
  ending(): void {
    this.#endingMs = Date.now();
  }

  /** @param verdict undefined where it could not begin */
  end(verdict: ScenarioVerdict | undefined): void {
    this.#verdict = verdict;
    this.#endedMs = Date.now();
  }

  /** The run as it was at an instant; undefined where it had not begun. */
  at(untilMs: number): ScenarioRunBody | undefined {
    if (this.#startedMs > untilMs) return undefined;
    const hasEnded = Number.isFinite(this.#endedMs) && this.#endedMs <= untilMs;
    const isEnding = Number.isFinite(this.#endingMs) && this.#endingMs <= untilMs;
    const last = this.#verdict ? 'ended' : 'refused';
    return {
      name: this.#name,
      state: hasEnded ? last : isEnding ? 'ending' : 'running',
      lines: this.#lines.filter(({ atMs }) => atMs <= untilMs).map(({ text }) => text),
      ...(hasEnded && this.#verdict && { verdict: this.#verdict }),
    };
  }
}
