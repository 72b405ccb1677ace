import { AppError } from '#shared/errors';

const FAILURES_TO_OPEN = 10;
const HALF_OPEN_AFTER_MS = 2_000;

/** The breaker of one environment towards one service, as `http-service.ts` configures it, on the simulated clock. */
export class Breaker {
  #failures = 0;
  #openUntilMs = 0;

  async run<T>(nowMs: () => number, call: () => Promise<T>): Promise<T> {
    if (nowMs() < this.#openUntilMs) throw new AppError('dependency_unavailable', 'the breaker is open');
    try {
      const answer = await call();
      this.#failures = 0;
      return answer;
    } catch (error) {
      if (++this.#failures >= FAILURES_TO_OPEN) this.#openUntilMs = nowMs() + HALF_OPEN_AFTER_MS;
      throw error;
    }
  }
}
