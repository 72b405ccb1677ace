import { signal } from '@preact/signals';
import type { LoadWish } from '#shared/console/load-frame';
import type { JourneyName } from './words.ts';

/** What the form holds; it stays while other panels are looked at. */
export const wish = signal({
  kind: 'open' as LoadWish['kind'],
  rate: 10,
  clients: 8,
  seconds: 600,
  weights: {
    order: 3,
    'order-then-cancel': 1,
    'order-then-read': 0,
    browse: 6,
    'read-orders': 0,
    'sign-up': 0,
  } as Record<JourneyName, number>,
});
export type Wish = (typeof wish)['value'];

/** The greatest level of the slider; the field beside it takes more. */
export const MOST = { open: 200, closed: 64 } as const;

export const change = (changed: Partial<Wish>): void => {
  wish.value = { ...wish.peek(), ...changed };
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
