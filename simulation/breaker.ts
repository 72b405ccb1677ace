import { BREAKER } from '#functions/order/adapters/http-service';
import { AppError } from '#shared/errors';

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
      if (++this.#failures >= BREAKER.failuresToOpen) this.#openUntilMs = nowMs() + BREAKER.halfOpenAfterMs;
      throw error;
    }
  }
}
