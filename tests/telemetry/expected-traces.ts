import { tree } from './tree.ts';

/** The spans of each kind of call, with their parents. */

const NAME = 'food-delivery-local';
export const RECOVERY = `${NAME}-recovery`;

const validate = tree(
  'client order validate user',
  tree('server user POST /validate', `client user GetItem ${NAME}-users`),
);

const READ_MENUS = ['client restaurant MGET', 'client restaurant SELECT menus', 'client restaurant SET'];
/** The first read of a key sets a generation. */
const FIRST_READ = [...READ_MENUS, 'client restaurant SET GET'];

const menu = (...work: readonly string[]): string =>
  tree('client order quote menu', tree('server restaurant GET /menus/{menu_id}', ...work));
const cachedMenu = menu('client restaurant MGET');
const staleMenu = menu(...READ_MENUS);

const inventory = (step: string, path: string, ...work: readonly string[]): string =>
  tree(
    `client order ${step}`,
    tree(`server restaurant POST /inventory/reservations${path}`, ...work, 'client restaurant SET'),
  );
const reserve = (result: string, ...more: readonly string[]): string =>
  inventory(
    `reserve stock${result}`,
    '',
    tree('client restaurant SELECT reserve_inventory', 'internal restaurant lock menus'),
    ...more,
  );
const release = (...more: readonly string[]): string =>
  inventory(
    'release stock',
    '/{reservation_id}/release',
    tree('client restaurant SELECT release_inventory', 'internal restaurant lock menus'),
    ...more,
  );
/** A release that was made before; it touches no row. */
const repeatedRelease = inventory(
  'release stock',
  '/{reservation_id}/release',
  'client restaurant SELECT release_inventory',
);
const delayed = 'internal restaurant injected delay';

const findKey = 'client order find key';
const getOrder = 'client order get order';
const putOrder = 'client order put order';
const charge = (result: string): string => `client order charge: ${result}`;
const closeCharge = (result: string): string => `client order close charge: ${result}`;
const confirmOrder = 'client order confirm order: confirmed';
const failOrder = (outcome: string): string => `client order fail order: ${outcome}`;
const cancelOrder = 'client order cancel order: cancelled';
const refund = 'client order refund: refunded';
const settleOrder = 'client order settle order';
const newGeneration = 'client order SET';
const readCache = 'client order MGET';
const fillCache = 'client order SET';
const sent = `producer order send ${RECOVERY}`;

const userCall = (name: string, route: string, ...work: readonly string[]): string =>
  tree(`client client ${name}`, tree(`server user ${route}`, ...work));
const menuCall = (name: string, route: string, ...work: readonly string[]): string =>
  tree(`client client ${name}`, tree(`server restaurant ${route}`, ...work));
const orderCall = (name: string, route: string, ...work: readonly string[]): string =>
  tree(`client client ${name}`, tree(`server order ${route}`, ...work));

export const TRACES = {
  signUp: userCall('sign up', 'POST /signup', `client user TransactWriteItems ${NAME}-users`),
  logIn: userCall('log in', 'POST /login', `client user GetItem ${NAME}-users`),
  firstMenus: menuCall('list menus', 'GET /menus', ...FIRST_READ),
  cachedMenus: menuCall('list menus', 'GET /menus', 'client restaurant MGET'),

  confirmed: orderCall(
    'place order',
    'POST /orders',
    validate,
    cachedMenu,
    findKey,
    sent,
    putOrder,
    reserve(''),
    charge('charged'),
    confirmOrder,
    newGeneration,
  ),
  replayed: orderCall('place order', 'POST /orders', validate, staleMenu, findKey, getOrder, newGeneration),
  outOfStock: orderCall(
    'place order',
    'POST /orders',
    validate,
    cachedMenu,
    sent,
    putOrder,
    reserve(': out_of_stock'),
    failOrder('out_of_stock'),
    newGeneration,
  ),
  declined: orderCall(
    'place order',
    'POST /orders',
    validate,
    staleMenu,
    sent,
    putOrder,
    reserve(''),
    charge('declined'),
    failOrder('payment_failed'),
    release(),
    closeCharge('declined'),
    settleOrder,
    newGeneration,
  ),
  /** The restaurant hangs on both ways; recovery comes when it does no more. */
  recovered: orderCall(
    'place order',
    'POST /orders',
    validate,
    staleMenu,
    tree(
      sent,
      tree(
        `consumer order process ${RECOVERY}`,
        repeatedRelease,
        closeCharge('void'),
        settleOrder,
        newGeneration,
      ),
    ),
    putOrder,
    reserve('', delayed),
    failOrder('unavailable'),
    release(delayed),
    newGeneration,
  ),
  firstOrder: orderCall('get order', 'GET /orders/{order_id}', readCache, getOrder, fillCache),
  cachedOrder: orderCall('get order', 'GET /orders/{order_id}', readCache),
  cancelled: orderCall(
    'cancel order',
    'POST /orders/{order_id}/cancel',
    getOrder,
    sent,
    cancelOrder,
    release(),
    closeCharge('charged'),
    refund,
    settleOrder,
    newGeneration,
  ),
  switched: (service: string, fault: string): string =>
    tree(
      `client client set ${fault}`,
      tree(`server ${service} POST /chaos/${fault}`, `client ${service} SSM/PutParameter`),
    ),

  /** Below the span of one message that needed nothing. */
  atRest: tree('internal order inspect message', getOrder, newGeneration),
  deadLetter: tree('internal order inspect message', `producer order send ${RECOVERY}-dlq`),
} as const;
