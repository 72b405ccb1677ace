import type { RunReport } from './run-report.ts';

type Cost = NonNullable<RunReport['cost']>;

export const COST_NOT_KNOWN = 'What it would cost on AWS is not known: no trace of an order could be read.';
export const COST_ASSUMES =
  'Counts and durations are those of the orders that were read, on this machine; items count as at most 1 kB.';

const CENTS_OF_CENTS = 4;

/** A price of 1,000 orders, whose parts may be far below a cent. */
export const dollars = (usd: number): string => `$${usd.toFixed(CENTS_OF_CENTS)}`;

/** The sum in a sentence. */
export const costInWords = ({ usd_per_1000_orders, region, orders_read, lines }: Cost): string =>
  `About ${dollars(usd_per_1000_orders)} per 1,000 orders on AWS (${region}, prices seen from ${datesOf(lines)}; from the traces of ${orders_read} orders)`;

export const notIncluded = ({ not_included }: Cost): string => `Not included: ${not_included.join(', ')}.`;

function datesOf(lines: Cost['lines']): string {
  const dates = lines.map(({ price_seen_on }) => price_seen_on).toSorted();
  return `${dates.at(0)} to ${dates.at(-1)}`;
}
