import type { ModeNote } from './note.ts';
import {
  BUDGET,
  BUDGET_SLOW,
  CACHE,
  FAIL,
  LETTERS,
  LOCKS,
  LOST,
  NEVER,
  SLOW,
  STUCK,
  SYSTEM,
} from './note-texts.ts';
import { STORE_NOTES } from './store-notes.ts';

/** By mode. A mode that is not here has a page of what its file says. */
export const MODE_NOTES: Readonly<Record<string, ModeNote>> = {
  ...STORE_NOTES,
  latency: {
    seen: 'a span `injected delay` inside the call',
    system: SYSTEM.lateness,
    fires: [`${SLOW}, from 1 s on`],
    silent: [BUDGET, ...NEVER],
  },
  timeout: {
    seen: 'a span `injected delay` until the deadline is near',
    system: SYSTEM.lateness,
    fires: [
      SLOW,
      BUDGET,
      `${FAIL}, at a step of an order after it is written`,
      `${STUCK}, at \`order.consumer\``,
    ],
    silent: [...NEVER],
  },
  exception: {
    system: SYSTEM.port,
    fires: [
      BUDGET,
      `${BUDGET_SLOW}, when it lasts`,
      `${FAIL}, at a step of an order after it is written`,
      `${STUCK}, at \`order.consumer\` and where recovery needs the port`,
      `${CACHE}, at \`*.cache.*\``,
    ],
    silent: [SLOW, LOCKS, ...NEVER],
  },
  repeat: {
    seen: 'the span of the call twice',
    system:
      'Each step may be done twice: reservations, charges, refunds and decisions are recorded under the id of the order, and the second one finds the first. A second sign-up or a second order without a key is refused or another one, as for a client that repeats.',
    fires: [],
    silent: [BUDGET, SLOW, STUCK, CACHE, ...NEVER],
  },
  kill: {
    seen: 'no span of the call or its request, as what the process had not sent is gone; the engine logs the end of the environment',
    system: SYSTEM.process,
    fires: [`${FAIL}, at a step of an order after it is written`, `${STUCK}, at \`order.consumer\``],
    silent: [SLOW, ...NEVER],
  },
  cold_start: {
    seen: '`cold` in the request log of the next call, and `faas.coldstart` on the span of its wait',
    system:
      'The next call waits for another environment, which loads the code and connects again. The runtime of this project ends the process once the answer was taken (engine, LocalStack, sam). Under another one the mode is refused, on AWS too: there the runtime asks for the next call in the moment in which it has answered, so that a process that ends would take that call with it.',
    fires: [],
    silent: [BUDGET, FAIL, STUCK, CACHE, ...NEVER],
  },
  wrong_value: {
    system:
      'The order service quotes first and charges what the reservation recorded, so a wrong quote changes no bill. A wrong state of an order loses against the condition of the deciding write.',
    fires: [],
    silent: [BUDGET, SLOW, STUCK, ...NEVER],
    boundary: 'believed are those of [the list](#boundaries-of-trust)',
  },
  unprotected: {
    system:
      'Nothing: that is its purpose. The description of each protection is in `shared/faults/protections`. No alert sees it, but the oracle reports what broke. It is refused on the stage `aws`.',
    fires: [],
    silent: [SLOW, ...NEVER],
    boundary: 'what fails without each of them is [listed](#protections)',
  },
  status: {
    system: 'Callers treat 429 and 5xx as a failed call, and a 4xx as a refusal of the other service.',
    fires: [`${BUDGET}, for 500 to 599`],
    silent: [`${BUDGET}, for 400 to 499`, SLOW, STUCK, CACHE, ...NEVER],
  },
  corrupt_body: {
    system:
      'A caller that cannot read the answer has no answer: the call fails, and a step with an unknown outcome is read again or given back.',
    fires: [`${FAIL}, at \`restaurant.handler\``],
    silent: [SLOW, CACHE, ...NEVER],
  },
  cpu: {
    seen: 'a wide span of the request without children',
    system: SYSTEM.lateness,
    fires: [`${SLOW}, from 1 s on`],
    silent: [BUDGET, CACHE, ...NEVER],
  },
  memory: {
    seen: 'the memory of the process, in the tools of the machine',
    system: 'Nothing, until the environment has no memory left; then it ends as with `kill`.',
    fires: [],
    silent: [BUDGET, SLOW, FAIL, STUCK, CACHE, ...NEVER],
  },
  decline: {
    seen: '`food.step.result` `declined` on the span `charge`',
    system:
      'The order is decided as failed, its stock is released, and the answer is 201 with status `failed`. A repeat of the call gets the same outcome.',
    fires: [`${FAIL}, above 20 %`],
    silent: [BUDGET, BUDGET_SLOW, SLOW, STUCK, ...NEVER],
  },
  charge_twice: {
    system:
      'The charge of an order is one item of the ledger with its id; the second is another item that nothing refunds.',
    fires: [],
    silent: [BUDGET, SLOW, FAIL, STUCK, ...NEVER],
    boundary:
      'what the provider keeps from us cannot be noticed; the rule `ledger` of the oracle reports the second charge',
  },
  clock_skew: {
    system: SYSTEM.tokens,
    fires: [`${FAIL}, at \`restaurant.serviceTokens.verify\` and more than the lifetime of a token`],
    silent: [SLOW, CACHE, LETTERS, LOST],
  },
  key_rotated: {
    system: SYSTEM.tokens,
    fires: [`${FAIL}, at \`restaurant.serviceTokens.verify\``],
    silent: [SLOW, CACHE, LETTERS, LOST],
  },
};
