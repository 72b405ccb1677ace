import { randomUUID } from 'node:crypto';
import { uniqueName } from '#tests/support/api/client';
import { type LoadClient, STALE } from './load-client.ts';
import type { Asked } from './window.ts';

/** What is said of a sign-up that is refused though nobody had its name before. */
export const TAKEN = 'a new name is said to be taken';

type Work = (client: LoadClient, turn: number) => Promise<void>;

/** The menus that are ordered. Stock of the other one only grows, so that a stale answer can be recognised. */
const ORDERED_MENUS = 5;
const GROWING_MENU = 6;
/** Faults of one request alone, so that recovery and compensation always have work. */
const LEFT_TO_RECOVERY = JSON.stringify({ point: 'order.orders.put', mode: 'exception' });
const DECLINED = JSON.stringify({ point: 'order.payments.charge', mode: 'decline' });

const line = (turn: number, quantity = 1) => ({ menu_id: 1 + (turn % ORDERED_MENUS), quantity });
const idOf = ({ answers }: Asked): number | undefined =>
  answers[0]?.status === 201 ? answers[0].body.id : undefined;

async function readOrder(client: LoadClient, asked: Asked): Promise<void> {
  const id = idOf(asked);
  if (id === undefined) return;
  const read = await client.call('GET', `${client.urls.order}/orders/${id}`);
  if (read?.status === 404) client.wrong('an order that was answered cannot be read');
  if (read?.status !== 200) return;
  client.checkOrder(asked, read);
  const isCancelled =
    asked.cancel !== undefined && asked.cancel !== 'no answer' && asked.cancel.status === 200;
  const shown: string = read.body.status;
  const answered: string = asked.answers[0]?.body.status;
  if (isCancelled ? shown !== 'cancelled' : shown !== answered && !(asked.cancel && shown === 'cancelled'))
    client.wrong(`${STALE}an order is ${shown} after ${isCancelled ? 'cancelled' : answered} was answered`);
}

async function cancel(client: LoadClient, asked: Asked): Promise<void> {
  const id = idOf(asked);
  if (id === undefined || asked.answers[0]?.body.status !== 'confirmed') return;
  asked.cancel = (await client.call('POST', `${client.urls.order}/orders/${id}/cancel`)) ?? 'no answer';
  if (asked.cancel !== 'no answer' && asked.cancel.status === 404)
    client.wrong('an order that was answered cannot be cancelled');
}

const orderAndRead: Work = async (client, turn) => readOrder(client, await client.order([line(turn)]));

const orderAndCancel: Work = async (client, turn) => {
  const asked = await client.order([line(turn, 2), line(turn + 1)]);
  // the first read fills the cache, the second uses it
  await readOrder(client, asked);
  await readOrder(client, asked);
  await cancel(client, asked);
  await readOrder(client, asked);
};

const orderTwice: Work = async (client, turn) => {
  const headers = { 'idempotency-key': randomUUID() };
  const asked = await client.order([line(turn), line(turn + 2, 2)], headers);
  await client.repeat(asked, headers);
};

const orderAndFail: Work = async (client, turn) => {
  await client.order([line(turn)], { 'x-chaos': LEFT_TO_RECOVERY });
  await client.order([line(turn)], { 'x-chaos': DECLINED });
};

interface ListedOrder {
  readonly user_id: number;
  readonly created_at: string;
  readonly items: readonly { readonly menu_id: number; readonly price: number }[];
}

const list: Work = async (client) => {
  const { urls, buyer, known, window } = client;
  const answer = await client.call('GET', `${urls.order}/orders?limit=5`, { token: buyer.token });
  const orders: readonly ListedOrder[] = answer?.status === 200 ? answer.body.items : [];
  if (orders.some(({ user_id }) => user_id !== buyer.id)) client.wrong('a list has orders of another user');
  // earlier ones may have met another fault
  const own = orders.filter(({ created_at }) => Date.parse(created_at) >= window.startedAtMs);
  if (own.some(({ items }) => items.some(({ menu_id, price }) => price !== known.priceOf(menu_id))))
    client.wrong('a list of orders has a wrong price');
};

const browse: Work = async (client, turn) => {
  const { restaurant } = client.urls;
  const menus = await client.call('GET', `${restaurant}/menus`);
  if (menus?.status === 200 && !client.known.areMenus(menus.body)) client.wrong('the list of menus is wrong');
  const id = line(turn).menu_id;
  const menu = await client.call('GET', `${restaurant}/menus/${id}`);
  if (menu?.status === 404 || (menu?.status === 200 && !client.known.isMenu(id, menu.body)))
    client.wrong('a menu is another one, or wrong');
  const restaurants = await client.call('GET', `${restaurant}/restaurants`);
  if (restaurants?.status === 200 && !client.known.areRestaurants(restaurants.body))
    client.wrong('the list of restaurants is wrong');
  await client.call('GET', `${restaurant}/health?deep=1`);
};

const changeStock: Work = async (client, turn) => {
  await changeBy(client, line(turn).menu_id, '');
  await growingStock(client);
  const stock = await changeBy(client, GROWING_MENU, '/restore');
  const shown = [...(await growingStock(client)), ...(await growingStock(client))];
  if (stock !== undefined && shown.some((inventory) => inventory < stock))
    client.wrong(`${STALE}the stock of a menu is that of before a change that was answered`);
};

/** Reads it in both ways. */
async function growingStock(client: LoadClient): Promise<readonly number[]> {
  const { restaurant } = client.urls;
  const menu = await client.call('GET', `${restaurant}/menus/${GROWING_MENU}`);
  const menus = await client.call('GET', `${restaurant}/menus`);
  const found = [menu?.body, menus?.status === 200 ? menus.body[GROWING_MENU - 1] : undefined];
  return found.map((each) => each?.inventory ?? Number.POSITIVE_INFINITY);
}

/** @returns the stock that was answered */
async function changeBy(client: LoadClient, menuId: number, path: string): Promise<number | undefined> {
  const url = `${client.urls.restaurant}/inventory/${menuId}${path}`;
  const answer = await client.call('PUT', url, { json: { quantity: 1 } });
  if (answer && [400, 404].includes(answer.status))
    client.wrong(`a change of stock was refused with ${answer.status}`);
  if (answer?.status !== 200) return undefined;
  if (answer.body.menu_id !== menuId) client.wrong('a change of stock names another menu');
  return answer.body.remaining_inventory;
}

const logIn: Work = async (client) => {
  const { username } = client.buyer;
  const logIn = (password: string) =>
    client.call('POST', `${client.urls.user}/login`, { json: { username, password } });
  const wrong = await logIn('another password');
  if (wrong?.status === 200) client.wrong('a wrong password was taken');
  const right = await logIn(client.buyer.password);
  if (right?.status === 401) client.wrong('the right password was refused');
  if (right?.status === 200) await validate(client, right.body.access_token, client.buyer.id);
};

async function validate(client: LoadClient, token: string, userId: number): Promise<void> {
  const answer = await client.call('POST', `${client.urls.user}/validate`, { token });
  if (answer?.status === 200 && answer.body.user_id !== userId)
    client.wrong('a token is that of another user');
}

const signUp: Work = async (client) => {
  const username = uniqueName();
  const { user } = client.urls;
  // a password of its own, so that the hash of another one shows
  const password = `the horse of ${username}`;
  const json = { username, email: `${username}@example.com`, password };
  const answer = await client.call('POST', `${user}/signup`, { json });
  if (answer?.status === 400) client.wrong(TAKEN);
  if (answer?.status !== 201) return;
  if (answer.body.username !== username) client.wrong('a sign-up names another user');
  const { id } = answer.body;
  client.window.signedUp.push({ id, username, password, token: '' });
  const loggedIn = await client.call('POST', `${user}/login`, { json: { username, password } });
  if (loggedIn?.status === 401) client.wrong('who signed up cannot log in');
  const read = await client.call('GET', `${user}/users/${id}`);
  if (read?.status === 404 || (read?.status === 200 && read.body.username !== username))
    client.wrong('a user is another one');
};

/** Each client begins with another. */
export const WORK: readonly Work[] = [
  orderAndCancel,
  browse,
  orderTwice,
  logIn,
  orderAndFail,
  changeStock,
  orderAndRead,
  list,
  signUp,
];
