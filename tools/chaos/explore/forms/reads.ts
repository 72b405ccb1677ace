import type { Evidence } from '../evidence.ts';
import { MENUS } from '../menus.ts';
import { type Answer, member, send } from '../send.ts';
import type { Form, Judged, Lab } from './form.ts';
import { saysNothing } from './judge-orders.ts';
import { placedOrder } from './placed-order.ts';

interface Read {
  readonly route: string;
  prepare?: Form['prepare'];
  url(lab: Lab, orderId: number): string;
  readonly script: readonly string[];
  /** What the answer says, and what the stores say. */
  compare(
    answer: Answer,
    evidence: Evidence,
    judged: Judged,
    lab: Lab,
  ): readonly [said: unknown, stored: unknown];
}

/** A request that changes nothing: an answer of 200 says what the stores say. */
function readForm({ route, prepare, url, script, compare }: Read): Form {
  return {
    route,
    variant: '',
    expects: 200,
    ...(prepare && { prepare }),
    ask: async (lab, _own, headersOf, { orderId = 0 }) => [
      await send({
        method: 'GET',
        url: url(lab, orderId),
        headers: { authorization: `Bearer ${lab.buyer.token}`, ...headersOf() },
      }),
    ],
    script,
    judge(judged, evidence, lab) {
      const [answer] = judged.answers;
      const orderIds = judged.prepared.orderId === undefined ? [] : [judged.prepared.orderId];
      const isOpen = answer?.status !== 200 || saysNothing(answer);
      const [said, stored] = isOpen
        ? []
        : compare(answer, evidence, judged, lab).map((each) => JSON.stringify(each));
      return {
        end: said === undefined ? 'not read' : said === stored ? 'as stored' : 'not as stored',
        orderIds,
        problem: said === stored ? undefined : `answered ${said}, the store has ${stored}`,
      };
    },
  };
}

const orderIn = (body: unknown) =>
  ['status', 'payment_status', 'total_price', 'user_id'].map((name) => member(body, name));

function storedOrder(id: number | undefined, { snapshot }: Evidence) {
  const order = id === undefined ? undefined : snapshot.orders.get(id);
  return order && [order.status, order.paymentStatus, order.totalPrice, order.userId];
}

export const getOrderForm = readForm({
  route: 'GET /orders/{order_id}',
  prepare: placedOrder,
  url: ({ system }, orderId) => `${system.urls.order}/orders/${orderId}`,
  script: [
    'const { body } = await place(buyer, { headers: {} });',
    `const answer = await call('GET', \`\${order}/orders/\${body.id}\`, { headers: faults, token: buyer });`,
    'if (answer.status === 200) expect(answer.body).toEqual(body);',
  ],
  compare: ({ body }, evidence, { prepared }) => [orderIn(body), storedOrder(prepared.orderId, evidence)],
});

const readTwice = (path: string): readonly string[] => [
  `const answer = await call('GET', \`\${restaurant}${path}\`, { headers: faults });`,
  `const { body } = await call('GET', \`\${restaurant}${path}\`);`,
  'if (answer.status === 200) expect(answer.body).toEqual(body);',
];

const MENU = ['name', 'price', 'inventory'] as const;
const menuIn = (body: unknown) => MENU.map((name) => member(body, name));
const storedMenu = (id: number, { snapshot }: Evidence) => {
  const menu = snapshot.stock.menus.get(id);
  return menu && MENU.map((name) => menu[name]);
};

export const getMenuForm = readForm({
  route: 'GET /menus/{menu_id}',
  url: ({ system }) => `${system.urls.restaurant}/menus/${MENUS.reads}`,
  script: readTwice(`/menus/${MENUS.reads}`),
  compare: ({ body }, evidence) => [menuIn(body), storedMenu(MENUS.reads, evidence)],
});

/** The stock of other menus changes meanwhile. */
export const listMenusForm = readForm({
  route: 'GET /menus',
  url: ({ system }) => `${system.urls.restaurant}/menus`,
  script: readTwice('/menus'),
  compare: ({ body }, evidence) => [
    menuIn(Array.isArray(body) ? body.find((each) => member(each, 'id') === MENUS.reads) : undefined),
    storedMenu(MENUS.reads, evidence),
  ],
});
