import type { Answer } from './answer.ts';
import { call } from './call.ts';
import type { Menu, NewOrder, Order, OrderPage, Restaurant, Token } from './wire.ts';

const USERS = '/api/users';
const RESTAURANTS = '/api/restaurants';
const ORDERS = '/api/orders';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export const signUp = (account: Credentials & { readonly email: string }): Promise<Answer<unknown>> =>
  call('POST', `${USERS}/signup`, { body: account });

export const logIn = (credentials: Credentials): Promise<Answer<Token>> =>
  call('POST', `${USERS}/login`, { body: credentials });

export const listMenus = (): Promise<Answer<readonly Menu[]>> => call('GET', `${RESTAURANTS}/menus`);

export const listRestaurants = (): Promise<Answer<readonly Restaurant[]>> =>
  call('GET', `${RESTAURANTS}/restaurants`);

export const placeOrder = (token: string, order: NewOrder, idempotencyKey: string): Promise<Answer<Order>> =>
  call('POST', `${ORDERS}/orders`, { token, body: order, idempotencyKey });

export const listOrders = (token: string): Promise<Answer<OrderPage>> =>
  call('GET', `${ORDERS}/orders`, { token });

export const cancelOrder = (token: string, orderId: number): Promise<Answer<unknown>> =>
  call('POST', `${ORDERS}/orders/${orderId}/cancel`, { token });
