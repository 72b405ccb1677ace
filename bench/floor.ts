import type { Cell } from './cell.ts';
import { ORDER_STORES } from './order-calls.ts';

/** A part of the floor, in milliseconds of processor time per order. */
export interface FloorTerm {
  readonly what: string;
  readonly ms: number;
}

/**
 * The least processor time that an order takes with these stores, this engine and these shells: the sum of its parts, each
 * measured alone. An endpoint that does nothing, `GET /health`, has the shell of all: checks, faults, log line, spans.
 */
export interface Floor {
  readonly terms: readonly FloorTerm[];
  readonly ms: number;
}

/** The number of connections at which the parts are measured, as the budget of the order is. */
const CONNECTIONS = 8;
/** place-order, and what it calls: validate-token, the quote, reserve-inventory. */
const FUNCTIONS = 4;
const CALLS = FUNCTIONS - 1;

/** Sums up the floor of an order; undefined where one of its parts was not measured. */
export function floorOf(cells: readonly Cell[]): Floor | undefined {
  const at = (row: string): Cell | undefined =>
    cells.find((cell) => cell.row === row && cell.connections === CONNECTIONS);
  const stores = at('order-stores');
  const hop = at('empty-handler');
  const endpointMs = at('health')?.cpuMsPerAnswer;
  const { cpuMsPerAnswer: hopMs, clientCpuMsPerAnswer: callMs } = hop ?? {};
  if (!stores?.cpuMsByPart || stores.clientCpuMsPerAnswer === undefined) return undefined;
  if (hopMs === undefined || callMs === undefined || endpointMs === undefined) return undefined;
  const byStore = stores.cpuMsByPart;
  const terms = [
    ...ORDER_STORES.map((what) => ({ what, ms: byStore[what] ?? 0 })),
    { what: 'calling the stores', ms: stores.clientCpuMsPerAnswer },
    { what: `${FUNCTIONS} calls of an empty handler`, ms: FUNCTIONS * hopMs },
    { what: `calling ${CALLS} of them`, ms: CALLS * callMs },
    {
      what: `what ${FUNCTIONS} endpoints take that do nothing`,
      ms: FUNCTIONS * Math.max(0, endpointMs - hopMs),
    },
  ];
  return { terms, ms: terms.reduce((sum, { ms }) => sum + ms, 0) };
}
