import { RULES_HEADER } from '#shared/http/rules-header';
import { PROBE } from '../experiment.ts';
import { MENUS } from '../menus.ts';
import type { Form } from './form.ts';
import { judgeOrders } from './judge-orders.ts';
import { placeOrder } from './place-order.ts';

/** Enough failures in a row for a breaker to open, and some calls after. */
const IN_A_ROW = 16;
const REFUSED = { point: 'order.users.validate', mode: 'refused', times: 100 };
const RULE_ID = 'header-2';

/** A service that keeps failing is left alone after a while: the last callers are refused without another try. */
export const repeatedFailure: Form = {
  route: 'POST /orders',
  variant: `${IN_A_ROW} in a row while the user service refuses`,
  expects: 503,
  isPlain: true,
  async ask(lab, own, headersOf) {
    const rules = { [RULES_HEADER]: JSON.stringify([PROBE, REFUSED]) };
    const answers = [];
    for (let at = 0; at < IN_A_ROW; at++) {
      const withRules = (): Readonly<Record<string, string>> => ({ ...headersOf(at), ...rules });
      answers.push(await placeOrder(lab, own, withRules, { menuId: MENUS.orders, at }));
    }
    return answers;
  },
  rules: () => [REFUSED],
  script: [
    'const hits = [];',
    `for (let at = 0; at < ${IN_A_ROW}; at++) hits.push((await place(buyer)).hits);`,
    "expect(hits.at(-1), 'the last caller is refused without another try').toBeNull();",
  ],
  judge(judged, evidence, lab) {
    const { answers, held } = judged;
    const untried = answers.filter((_, at) => held(at, RULE_ID) === 0).length;
    const orders = judgeOrders({ most: 0 })(judged, evidence, lab);
    const problem =
      untried === 0 ? `each of ${IN_A_ROW} callers waited for a service that keeps failing` : undefined;
    return {
      ...orders,
      end: `${orders.end}, ${untried} not tried`,
      ...(problem !== undefined && { problem, rule: 'breaker' }),
    };
  },
};
