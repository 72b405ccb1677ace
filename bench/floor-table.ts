import type { Row } from './cell-rows.ts';
import { number } from './figure-words.ts';
import type { Floor } from './floor.ts';

const HEAD: Row = ['', 'ms CPU/order'];

/** The terms of the floor, and their sum. */
export const floorTable = ({ terms, ms }: Floor): readonly Row[] => [
  HEAD,
  ...terms.map((term) => [term.what, number(term.ms, 3)]),
  ['the floor of POST /orders', number(ms, 2)],
];
