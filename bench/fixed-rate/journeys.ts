import type { JourneyName } from '#load/journeys/journeys';

/** The journey of the load generator that sends the requests of a row, with others before them if it has several steps. */
interface RowJourney {
  readonly journey: JourneyName;
  /** Name of the row's requests in it. */
  readonly step: string;
  /** Whether it consists of this step alone, so that what it takes is what the row takes. */
  readonly isAlone: boolean;
}

export const ROW_JOURNEYS: Readonly<Record<string, RowJourney>> = {
  'place-order': { journey: 'order', step: 'place-order', isAlone: true },
  'get-menu': { journey: 'read-menu', step: 'get-menu', isAlone: true },
  'list-menus': { journey: 'browse', step: 'list-menus', isAlone: false },
  'get-order': { journey: 'order-then-read', step: 'get-order', isAlone: false },
  'cancel-order': { journey: 'order-then-cancel', step: 'cancel-order', isAlone: false },
  signup: { journey: 'sign-up', step: 'sign-up', isAlone: false },
};

/** Those that a whole run measures, and how many begin per second: what two cores can do, with some to spare. */
export const USUAL_RATES: readonly (readonly [string, number])[] = [
  ['get-menu', 1_000],
  ['place-order', 80],
];
