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

/** What the load saw while one rule was on. */
export class LoadWindow {
  readonly name: string;
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

  constructor(name: string) {
    this.name = name;
  }

  count(status: number | 'no answer'): void {
    this.answered[status] = (this.answered[status] ?? 0) + 1;
  }

  get confirmed(): number {
    return this.asked.filter(({ answers }) => answers[0]?.body?.status === 'confirmed').length;
  }
}
