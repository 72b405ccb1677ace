import { isChaosPath } from '#shared/faults/chaos-key';
import { LEAST_ANSWERS, type Measured } from '#shared/faults/rules/stop-when';
import { CLIENT_CLOSED } from './request-log.ts';

interface Answer {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly tookMs: number;
  readonly isFailure: boolean;
}

const FIRST_SERVER_ERROR = 500;
const PERCENT = 100;
const PERCENTILE = 0.95;

/** The answers of one service of the last while. Keeps none, and costs nothing, until they are asked for. */
export class RecentAnswers {
  readonly #now: () => number;
  #keepMs = 0;
  #answers: Answer[] = [];

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Keeps the answers of so long; 0 forgets all. */
  keep(ms: number): void {
    this.#keepMs = ms;
    const firstMs = this.#now() - ms;
    const first = this.#answers.findIndex(({ atMs }) => atMs > firstMs);
    this.#answers = first < 0 ? [] : this.#answers.slice(first);
  }

  /** @param path without the prefix of the gateway */
  add(path: string, status: number, tookMs: number): void {
    if (this.#keepMs === 0 || status === CLIENT_CLOSED || isChaosPath(path)) return;
    this.#answers.push({ atMs: this.#now(), tookMs, isFailure: status >= FIRST_SERVER_ERROR });
  }

  /** What is measured of those since a moment; nothing while they are few. */
  since(ms: number): Pick<Measured, 'errorRate' | 'p95Ms'> {
    const answers = this.#answers.filter(({ atMs }) => atMs >= ms);
    if (answers.length < LEAST_ANSWERS) return {};
    const failures = answers.filter(({ isFailure }) => isFailure).length;
    const times = answers.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
    return {
      errorRate: (failures / answers.length) * PERCENT,
      p95Ms: times[Math.ceil(times.length * PERCENTILE) - 1],
    };
  }
}
