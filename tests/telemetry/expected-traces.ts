import { tree } from './tree.ts';

/** The spans of each kind of call, with their parents. */

const NAME = 'food-delivery-local';
export const RECOVERY = `${NAME}-recovery`;

const validate = tree(
  'client order POST /validate',
  tree('server user POST /validate', `client user GetItem ${NAME}-users`),
);

const READ_MENUS = ['client restaurant MGET', 'client restaurant SELECT menus', 'client restaurant SET'];
/** The first read of a key sets a generation. */
const FIRST_READ = [...READ_MENUS, 'client restaurant SET GET'];

const menu = (...work: readonly string[]): string =>
  tree('client order GET /menus/{menu_id}', tree('server restaurant GET /menus/{menu_id}', ...work));
const cachedMenu = menu('client restaurant MGET');
const staleMenu = menu(...READ_MENUS);

const inventory = (path: string, ...work: readonly string[]): string =>
  tree(
    `client order POST /inventory/reservations${path}`,
    tree(`server restaurant POST /inventory/reservations${path}`, ...work, 'client restaurant SET'),
  );
const reserve = (...more: readonly string[]): string =>
  inventory(
    '',
    tree('client restaurant SELECT reserve_inventory', 'internal restaurant lock menus'),
    ...more,
  );
const release = (...more: readonly string[]): string =>
  inventory(
    '/{reservation_id}/release',
    tree('client restaurant SELECT release_inventory', 'internal restaurant lock menus'),
    ...more,
  );
/** A release that was made before; it touches no row. */
const repeatedRelease = inventory('/{reservation_id}/release', 'client restaurant SELECT release_inventory');
const delayed = 'internal restaurant injected delay';

const getOrder = `client order GetItem ${NAME}-orders`;
const putOrder = `client order PutItem ${NAME}-orders`;
const putOrderAndKey = `client order TransactWriteItems ${NAME}-orders`;
const updateOrder = `client order UpdateItem ${NAME}-orders`;
const putPayment = `client order PutItem ${NAME}-payments`;
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
    getOrder,
    sent,
    putOrderAndKey,
    reserve(),
    putPayment,
    updateOrder,
    newGeneration,
  ),
  replayed: orderCall('place order', 'POST /orders', validate, staleMenu, getOrder, getOrder, newGeneration),
  outOfStock: orderCall(
    'place order',
    'POST /orders',
    validate,
    cachedMenu,
    sent,
    putOrder,
    reserve(),
    updateOrder,
    newGeneration,
  ),
  declined: orderCall(
    'place order',
    'POST /orders',
    validate,
    staleMenu,
    sent,
    putOrder,
    reserve(),
    putPayment,
    updateOrder,
    release(),
    putPayment,
    updateOrder,
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
      tree(`consumer order process ${RECOVERY}`, repeatedRelease, putPayment, updateOrder, newGeneration),
    ),
    putOrder,
    reserve(delayed),
    updateOrder,
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
    updateOrder,
    release(),
    putPayment,
    putPayment,
    updateOrder,
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
