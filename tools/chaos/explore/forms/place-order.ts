import { describeAnswer } from '#lab/outcomes';
import { MENUS } from '../menus.ts';
import { type Answer, send } from '../send.ts';
import { addressOf } from './address.ts';
import type { Form, HeadersOf, Lab, Own } from './form.ts';
import { judgeOrders } from './judge-orders.ts';

const ROUTE = 'POST /orders';
/** More than any menu has. */
const BEYOND_STOCK = 1_000_000;
/** Enough that some read the stock before others have written it. */
const AT_ONCE = 12;

interface Details {
  readonly menuId?: number;
  readonly quantity?: number;
  /** Its place among the requests of the experiment. */
  readonly at?: number;
  readonly key?: string;
}

export const keyOf = ({ id }: Own): string => `key-${id}`;

export function placeOrder(
  { system, buyer }: Lab,
  own: Own,
  headersOf: HeadersOf,
  { menuId = MENUS.orders, quantity = 1, at = 0, key }: Details = {},
): Promise<Answer> {
  return send({
    method: 'POST',
    url: `${system.urls.order}/orders`,
    headers: {
      authorization: `Bearer ${buyer.token}`,
      ...headersOf(at),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    json: { items: [{ menu_id: menuId, quantity }], address: addressOf(own), phone: '010-1234-5678' },
  });
}

/** An answer that shows an order shows it as it is. */
const SHOWN = [
  'if (answer.status === 201) {',
  `  const { body } = await call('GET', \`\${order}/orders/\${answer.body.id}\`);`,
  '  expect(body.status).toBe(answer.body.status);',
  '}',
];

const usual: Form = {
  route: ROUTE,
  variant: '',
  expects: 201,
  ask: async (...[lab, own, headersOf]) => [await placeOrder(lab, own, headersOf)],
  script: ['const answer = await place(buyer);', ...SHOWN],
  judge: judgeOrders({ most: 1 }),
};

/** The caller repeats the request under its key, as callers do that got no answer. */
const withKey: Form = {
  route: ROUTE,
  variant: 'with a key, and again',
  expects: 201,
  async ask(lab, own, headersOf) {
    const details = { key: keyOf(own) };
    const first = await placeOrder(lab, own, headersOf, details);
    return [first, await placeOrder(lab, own, headersOf, { ...details, at: 1 })];
  },
  script: [
    "const key = { 'idempotency-key': unique() };",
    'const first = await place(buyer, { headers: { ...faults, ...key } });',
    'const answer = await place(buyer, { headers: key });',
    'if (first.status === 201 && answer.status === 201) expect(answer.body).toEqual(first.body);',
  ],
  judge: judgeOrders({ most: 1, isKeyed: true }),
};

const beyondStock: Form = {
  route: ROUTE,
  variant: 'beyond the stock',
  expects: 400,
  ask: async (...[lab, own, headersOf]) => [
    await placeOrder(lab, own, headersOf, { quantity: BEYOND_STOCK }),
  ],
  script: [`const answer = await place(buyer, { quantity: ${BEYOND_STOCK} });`, ...SHOWN],
  judge: judgeOrders({ most: 1 }),
};

const atOnce: Form = {
  route: ROUTE,
  variant: `${AT_ONCE} at once`,
  expects: 201,
  isPlain: true,
  ask: (...[lab, own, headersOf]) =>
    Promise.all(
      Array.from({ length: AT_ONCE }, (_, at) =>
        placeOrder(lab, own, headersOf, { menuId: MENUS.contended, at }),
      ),
    ),
  script: [
    `await Promise.all(Array.from({ length: ${AT_ONCE} }, () => place(buyer, { menu: ${MENUS.contended} })));`,
  ],
  judge: judgeOrders({ most: AT_ONCE, menuId: MENUS.contended }),
};

export const placeOrderForms: readonly Form[] = [usual, withKey, beyondStock, atOnce];

export const describeAnswers = (answers: readonly Answer[]): string =>
  [...Map.groupBy(answers, (answer) => describeAnswer(answer))]
    .map(([text, same]) => (same.length > 1 ? `${same.length} × ${text}` : text))
    .join(', then ');
