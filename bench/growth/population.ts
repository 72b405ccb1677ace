import { newId } from '#shared/ids';

/** What a filled system holds: `size` users and orders, and as many menus up to the most that are asked for. */
export interface Population {
  readonly size: number;
  readonly menus: number;
  /** Milliseconds since 1970: when the first user signed up. */
  readonly startedMs: number;
}

const MOST_MENUS = 100_000;
/** Those of the seed are there anyway. */
const LEAST_MENUS = 6;
/** Time between two users, and between two orders. */
const STEP_MS = 100;
export const ORDERS_OF_A_BUYER = 20;
/** Portions of each menu that are left. */
export const PLENTY = 1_000_000;
export const PRICE = 18_000;
export const PASSWORD = 'correct horse';

export function populationOf(size: number, nowMs: number): Population {
  return {
    size,
    menus: Math.min(Math.max(size, LEAST_MENUS), MOST_MENUS),
    startedMs: Math.floor(nowMs) - size * STEP_MS,
  };
}

/** The instant of the order, or the sign-up, with this number. Numbers begin at 0. */
export const instantOf = ({ startedMs }: Population, number: number): number => startedMs + number * STEP_MS;

/** Ids of orders, and of users, as the services draw them. */
export const idOf = (population: Population, number: number): number =>
  newId(instantOf(population, number), 0);

export const usernameOf = (number: number): string => `buyer-${number}`;

/** Number of the user whose order this is: each buyer has as many as a page of the list shows. */
export const buyerOf = (order: number): number => Math.floor(order / ORDERS_OF_A_BUYER);

export const menuOf = ({ menus }: Population, order: number): number => 1 + (order % menus);

/** Numbers below `below`, as far from each other as they can be; fewer where there are not so many. */
export function spread(count: number, below: number): number[] {
  const found = Math.min(count, below);
  return Array.from({ length: found }, (_, at) => Math.floor((at * below) / found));
}
