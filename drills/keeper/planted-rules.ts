import { UserError } from '#shared/cli/errors';
import { type ChaosApi, RuleRefused } from '#tools/chaos/chaos-api';
import type { SealedRule } from '../session/sealed-rules.ts';

/** The sealed rules of a drill, stored in the services. */
export class PlantedRules {
  readonly #api: Pick<ChaosApi, 'put' | 'end'>;
  readonly #left: SealedRule[];
  #wasOn = true;

  private constructor(api: Pick<ChaosApi, 'put' | 'end'>, rules: readonly SealedRule[]) {
    this.#api = api;
    this.#left = [...rules];
  }

  /** @throws UserError where sealed rules are refused; those stored before are ended */
  static async plant(
    api: Pick<ChaosApi, 'put' | 'end'>,
    rules: readonly SealedRule[],
  ): Promise<PlantedRules> {
    const planted = new PlantedRules(api, rules);
    try {
      for (const { service, id, body } of rules) await api.put(service, id, body);
      return planted;
    } catch (error) {
      await planted.end().catch(() => undefined); // they end by themselves
      if (!(error instanceof RuleRefused)) throw error;
      throw new UserError(`a service takes no sealed fault: ${error.message}`, { cause: error });
    }
  }

  /**
   * Ends the rules. May be called again after an error: what was ended before stays so.
   * @returns whether the fault was still there: somebody may have ended every rule
   * @throws UserError where a service does not answer
   */
  async end(): Promise<boolean> {
    for (let rule = this.#left[0]; rule; rule = this.#left[0]) {
      const found = await this.#api.end(rule.service, rule.id);
      if (rule.isFault && !found) this.#wasOn = false;
      this.#left.shift();
    }
    return this.#wasOn;
  }
}
