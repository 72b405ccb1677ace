import type { Answer, Line, TestUser } from '#tests/support/api/client';

/** One order that the load asked for, under an address of its own. */
export interface Asked {
  readonly address: string;
  readonly buyer: TestUser;
  readonly items: readonly Line[];
  readonly hasKey: boolean;
  /** In the order of the calls; undefined for a call that was not answered, or whose answer is no JSON. */
  readonly answers: (Answer | undefined)[];
  cancel?: Answer | 'no answer';
}

/** Begin of the ids of rules that a window is for. */
export const RULE = 'rule-';

/** What the load saw while one rule was on. */
export class LoadWindow {
  readonly name: string;
  readonly #ruleIds: readonly string[];
  readonly startedAtMs = Date.now();
  readonly asked: Asked[] = [];
  readonly signedUp: TestUser[] = [];
  /** Answers that cannot be right, whatever the stores hold. */
  readonly wrong = new Set<string>();
  /** Answers by status. */
  readonly answered: Record<string, number> = {};
  calls = 0;
  /** The rule ends. Calls that hang are left behind, and nothing follows them: another rule may be on. */
  isOver = false;

  /** @param ruleIds of the rules that are on */
  constructor(name: string, ruleIds: readonly string[]) {
    this.name = name;
    this.#ruleIds = ruleIds;
  }

  /**
   * Whether a rule of another window acted on an answer: the call hung from one window into the next.
   * @param hits the header `x-chaos-hit`
   */
  isOfAnother(hits: string | readonly string[] = []): boolean {
    const ids = [hits].flat().flatMap((list) => list.split(',').map((hit) => hit.split('@')[0] ?? ''));
    return ids.some((id) => id.startsWith(RULE) && !this.#ruleIds.includes(id));
  }

  count(status: number | 'no answer'): void {
    this.answered[status] = (this.answered[status] ?? 0) + 1;
  }

  get confirmed(): number {
    return this.asked.filter(({ answers }) => answers[0]?.body?.status === 'confirmed').length;
  }
}
