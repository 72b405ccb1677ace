import type { Trend } from './trend.ts';

/** Why a measure may grow, and up to what. */
interface Growth {
  readonly measure: RegExp;
  readonly because: string;
  /** @default without an end: it grows with what is stored */
  readonly upTo?: number;
}

export interface Judged extends Trend {
  /** What it means in words. */
  readonly finding: string;
  readonly isAllowed: boolean;
}

/** What is stored grows with the orders; what is kept for a time, or up to a size, grows until then. Memory and folders in MB. */
const GROWTHS: readonly Growth[] = [
  { measure: /^folder dynamodb/, because: 'orders, charges and users are stored' },
  { measure: /^folder postgres/, because: 'reservations are stored' },
  { measure: /^folder sqs/, because: 'an order has a message until its recovery', upTo: 50 },
  { measure: /^folder logs/, because: 'two files of 2 MB for each log', upTo: 150 },
  {
    measure: /^memory of engine/,
    because: 'traces are kept up to 64 MB, and as much waits to be read',
    upTo: 450,
  },
  { measure: /^memory of redis/, because: 'generations of caches live 600 s', upTo: 64 },
  { measure: /^memory of dynamodb/, because: 'it caches pages', upTo: 150 },
  { measure: /^memory of postgres/, because: 'shared buffers fill up to 128 MB', upTo: 300 },
];

const MOST_MORE = 0.1;
/** Differences as small as this are chance, whatever share they are: steps of a heap in MB, or things that are open. */
const CHANCE = { memory: 24, other: 8 };

/** A measure is flat if its second half has at most a tenth more than its first; some may grow. */
export function judged(trend: Trend): Judged {
  const { measure, first, second } = trend;
  const chance = measure.startsWith('memory') ? CHANCE.memory : CHANCE.other;
  if (second <= Math.max(first * (1 + MOST_MORE), first + chance))
    return { ...trend, finding: 'flat', isAllowed: true };
  const growth = GROWTHS.find((each) => each.measure.test(measure));
  if (!growth) return { ...trend, finding: 'GROWS', isAllowed: false };
  const { because, upTo = Number.POSITIVE_INFINITY } = growth;
  return second <= upTo
    ? { ...trend, finding: `grows by design: ${because}`, isAllowed: true }
    : { ...trend, finding: `GROWS beyond ${upTo}: ${because}`, isAllowed: false };
}

/** The measure, both halves, the slope per hour, and what that means. */
export const judgedRow = ({ measure, first, second, perHour, finding }: Judged): readonly string[] => [
  measure,
  first.toFixed(1),
  second.toFixed(1),
  `${perHour < 0 ? '' : '+'}${perHour.toFixed(1)}`,
  finding,
];

/** The measures that grow and must not. */
export const growing = (all: readonly Judged[]): readonly string[] =>
  all.flatMap(({ measure, isAllowed }) => (isAllowed ? [] : [measure]));
