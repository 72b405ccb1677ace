import type { ScenarioRunBody, ScenarioVerdict } from '#shared/console/scenarios';

/** Enough for every second of the longest scenario, and its report. */
const LINES_KEPT = 400;

/** What one run printed and came to, with the times at which that was known. */
export class RunRecord {
  /** Milliseconds since 1970. */
  readonly startedMs = Date.now();
  readonly #name: string;
  #lines: readonly { readonly atMs: number; readonly text: string }[] = [];
  #endingMs: number | undefined;
  #endedMs: number | undefined;
  #verdict: ScenarioVerdict | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** Undefined while it goes on. */
  get endedMs(): number | undefined {
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
    if (this.startedMs > untilMs) return undefined;
    const isPast = (ms: number | undefined): boolean => ms !== undefined && ms <= untilMs;
    const hasEnded = isPast(this.#endedMs);
    const isEnding = isPast(this.#endingMs);
    const last = this.#verdict ? 'ended' : 'refused';
    return {
      name: this.#name,
      state: hasEnded ? last : isEnding ? 'ending' : 'running',
      lines: this.#lines.filter(({ atMs }) => atMs <= untilMs).map(({ text }) => text),
      ...(hasEnded && this.#verdict && { verdict: this.#verdict }),
    };
  }
}
