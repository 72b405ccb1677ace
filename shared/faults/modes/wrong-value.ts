import * as z from 'zod';
import { surrounding } from './mode.ts';
import { changedMembers, swappedMembers } from './wrong/change.ts';

const KINDS = ['stale', 'price_off_by_one', 'swapped_lines'] as const;
type Kind = (typeof KINDS)[number];

/** Methods that return prices, several lines, or nothing that could be stale. */
const WITH_PRICES =
  /\.(quote|reserve|charge|close)$|\.(menus|restaurants|reader)\.(list|find)$|\.orders\.(get|list|update)$/;
const WITH_LINES = /\.(reserve|charge)$|\.reader\.find$|\.orders\.(get|list|update)$/;
const WITHOUT_ANSWER = /^order\.inventory\.release$|\.(refund|send|bump|changed)$|serviceTokens\.verify$/;

const FITS: Readonly<Record<Kind, (name: string) => boolean>> = {
  stale: (name) => !WITHOUT_ANSWER.test(name),
  price_off_by_one: (name) => WITH_PRICES.test(name),
  swapped_lines: (name) => WITH_LINES.test(name),
};

const PRICES = ['price', 'totalPrice', 'total_price', 'amount'];

/** The last answer by point, of those that rules of this mode saw in this environment. */
const seen = new Map<string, unknown>();

export const wrongValue = surrounding({
  name: 'wrong_value',
  summary:
    'The call is done and its answer is wrong: `stale` (the previous one of this environment), `price_off_by_one`, or `swapped_lines`.',
  seam: 'call',
  fits: ({ kind, name }, params) =>
    kind === 'port' && KINDS.some((each) => (params?.kind ?? each) === each && FITS[each](name)),
  params: () => z.object({ kind: z.enum(KINDS) }),
  async around({ params: { kind }, point }, next) {
    const truth = await next();
    if (kind === 'price_off_by_one') return changedMembers(truth, PRICES, (price) => price + 1);
    if (kind === 'swapped_lines') return swappedMembers(truth);
    const previous = seen.has(point.name) ? seen.get(point.name) : truth;
    seen.set(point.name, truth);
    return previous;
  },
  tookEffect: (result, truth) => result !== truth,
});
