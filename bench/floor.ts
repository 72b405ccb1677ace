import type { Cell } from './cell.ts';
import { FLOOR } from './endpoints.ts';
import { ORDER_STORES } from './order-calls.ts';

/** A part of the floor, in milliseconds of processor time per order. */
export interface FloorTerm {
  readonly what: string;
  readonly ms: number;
}

/**
 * The least processor time that an order takes with these stores, this engine and these shells: what the row order-parts
 * takes. An endpoint that does nothing, `GET /health`, has the shell of all: checks, faults, log line, spans.
 */
export interface Floor {
  readonly terms: readonly FloorTerm[];
  readonly ms: number;
}

/** The number of connections at which the parts are measured, as the budget of the order is. */
const CONNECTIONS = 8;

/** Sums up the floor of an order; undefined where its parts were not measured. */
export function floorOf(cells: readonly Cell[]): Floor | undefined {
  const at = (row: string): Cell | undefined =>
    cells.find((cell) => cell.row === row && cell.connections === CONNECTIONS);
  const parts = at(FLOOR);
  const { clientCpuMsPerAnswer: callMs } = at('empty-handler') ?? {};
  if (!parts?.cpuMsByPart || parts.clientCpuMsPerAnswer === undefined || callMs === undefined)
    return undefined;
  const { engine = 0, ...rest } = parts.cpuMsByPart;
  // others do what is left from earlier rows
  const endpoints = Object.entries(rest).filter(([part]) => part.endsWith('/get-health'));
  const terms = [
    ...ORDER_STORES.map((what) => ({ what, ms: rest[what] ?? 0 })),
    { what: 'engine', ms: engine },
    { what: '4 endpoints that do nothing', ms: total(endpoints.map(([, ms]) => ms)) },
    // the first of them is called from outside
    { what: 'calling them and the stores', ms: parts.clientCpuMsPerAnswer - callMs },
  ];
  return { terms, ms: total(terms.map(({ ms }) => ms)) };
}

const total = (figures: readonly number[]): number => figures.reduce((sum, each) => sum + each, 0);
