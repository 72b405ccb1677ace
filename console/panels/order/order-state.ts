import { signal } from '@preact/signals';
import { readJson } from '#console/state/read-json.ts';
import { shownUntilMs } from '#console/state/store.ts';
import type { OrderHistoryBody } from '#shared/console/order-history';
import type { LifeTrace } from './life.ts';
import { mayChange } from './rest.ts';

/** What is known about one order. */
export interface ShownOrder {
  readonly orderId: number;
  readonly isLoading: boolean;
  /** Undefined where no store has it, or none can be read. */
  readonly history: OrderHistoryBody | undefined;
  /** Why the stores could not be read; empty where they could. */
  readonly problem: string;
  readonly traces: readonly LifeTrace[];
  /** Whether it is read again by itself. */
  readonly mayChange: boolean;
}

/** A trace of the list, as far as orders need it. */
export interface RecentTrace {
  readonly traceId: string;
  readonly name: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly order?: string;
  readonly orderIds: readonly number[];
  readonly faults: readonly string[];
  /** It went on at the frozen instant, and how it ended is left out. */
  readonly isOpen?: true;
}

export const shownOrder = signal<ShownOrder | undefined>(undefined);
/** The last traces that are about orders, newest first. */
export const recent = signal<readonly RecentTrace[]>([]);

const MOST_TRACES = 30;
/** All that are kept: the last ones may be of recoveries only. */
const MOST_RECENT = 1_000;

/**
 * Reads an order from its stores and its traces.
 * @param isQuiet what is shown stays as it is until it was read
 */
export async function readOrder(orderId: number, isQuiet = false): Promise<void> {
  const known = shownOrder.peek();
  const before = known?.orderId === orderId ? known : undefined;
  const nothing = { history: undefined, traces: [], problem: '', mayChange: false };
  if (!isQuiet) shownOrder.value = { ...nothing, ...before, orderId, isLoading: true };
  let problem = '';
  const [history, traces] = await Promise.all([
    readJson<OrderHistoryBody>(`/console/orders/${orderId}`).catch((error: Error) => {
      problem = error.message;
      return undefined;
    }),
    tracesOf(orderId).catch(() => []),
  ]);
  if (shownOrder.peek()?.orderId !== orderId) return;
  shownOrder.value = {
    ...{ orderId, isLoading: false, history, problem, traces },
    mayChange: mayChange(history, before?.history),
  };
}

async function tracesOf(orderId: number): Promise<readonly LifeTrace[]> {
  const list = await readJson<{ readonly traces: readonly RecentTrace[] }>(
    `/traces.json?q=${orderId}&limit=${MOST_TRACES}`,
  );
  const found = await Promise.all(
    (list?.traces ?? []).map(({ traceId }) => readJson<LifeTrace>(`/traces/${traceId}.json`)),
  );
  return found.filter((trace) => trace !== undefined);
}

/** Ends the reading before. */
let reading = new AbortController();

/** Reads the last traces about orders; of a frozen page those that began until then. */
export async function readRecent(): Promise<void> {
  reading.abort();
  reading = new AbortController();
  const { signal } = reading;
  const untilMs = shownUntilMs.peek();
  const until = Number.isFinite(untilMs) ? `&until=${untilMs}` : '';
  const list = await readJson<{ readonly traces: readonly RecentTrace[] }>(
    `/traces.json?limit=${MOST_RECENT}${until}`,
    signal,
  ).catch(() => undefined);
  if (signal.aborted) return;
  recent.value = (list?.traces ?? []).filter(({ orderIds }) => orderIds.length > 0);
}
