import { computed, signal } from '@preact/signals';
import { newest } from '#console/state/store.ts';
import type { LoadState, LoadWish } from '#shared/console/load-frame';

export interface Wish {
  readonly kind: LoadWish['kind'];
  readonly rate: number;
  readonly clients: number;
  readonly seconds: number;
  /** By name of the journey. */
  readonly weights: Readonly<Record<string, number>>;
}

const NO_WEIGHTS = {
  order: 0,
  'order-then-cancel': 0,
  'order-then-read': 0,
  browse: 0,
  'read-orders': 0,
  'sign-up': 0,
} as const;
const FIRST: Wish = {
  kind: 'open',
  rate: 10,
  clients: 8,
  seconds: 600,
  weights: { ...NO_WEIGHTS, order: 3, 'order-then-cancel': 1, browse: 6 },
};

/** What was put into the form here; it stays while other panels are looked at. */
const draft = signal<Wish | undefined>(undefined);

const BUSY: readonly LoadState[] = ['starting', 'running', 'stopping'];

/** Whether a load runs now, started by this page or by another: what the form does, it does now, also while the page is frozen. */
export const isBusy = computed(() => BUSY.includes(newest.value?.load?.state ?? 'idle'));

/** Whether the level of the load can be changed: it runs, and is not being stopped. */
export const isRunning = computed(() => isBusy.value && newest.value?.load?.state !== 'stopping');

/** What the form shows: the load that runs, otherwise what was put into it, otherwise the load that ran last. */
export const wish = computed<Wish>(() => {
  const own = draft.value;
  const last = newest.value?.load?.wish;
  return last && (isBusy.value || !own) ? wishOf(last, own ?? FIRST) : (own ?? FIRST);
});

/** The greatest level of the slider; the field beside it takes more. */
export const MOST = { open: 200, closed: 64 } as const;
/** The greatest level. */
export const MOST_LEVEL = 10_000;

/** Whether a load can have this level: clients are whole. */
export const isLevel = (kind: LoadWish['kind'], level: number): boolean =>
  level >= 0 && level <= MOST_LEVEL && (kind === 'open' || Number.isInteger(level));

export const change = (changed: Partial<Wish>): void => {
  draft.value = { ...wish.peek(), ...changed };
};

/** The body that starts this load. Journeys without weight are left out. */
export function wishBody({ kind, rate, clients, seconds, weights }: Wish): LoadWish {
  return {
    kind,
    level: kind === 'open' ? rate : clients,
    seconds,
    journeys: Object.fromEntries(Object.entries(weights).filter(([, weight]) => weight > 0)),
  };
}

/** What the form shows of a load. @param others has the level of the other loop */
const wishOf = ({ kind, level, seconds, journeys }: LoadWish, others: Wish): Wish => ({
  ...others,
  ...(kind === 'open' ? { rate: level } : { clients: level }),
  ...{ kind, seconds, weights: { ...NO_WEIGHTS, ...journeys } },
});
