/** What callers got, held against what they asked for and against the stores, as `tests/faults` does. */
export const ANSWERS = 'answers';

/** A lie that the system believes. */
export interface Boundary {
  readonly point: string;
  readonly mode: 'charge_twice' | 'stale_value' | 'wrong_value';
  /** Of `wrong_value`. */
  readonly kind?: 'stale' | 'price_off_by_one' | 'swapped_lines';
  /** Rules of the oracle that show it, or {@link ANSWERS}. */
  readonly shownBy: readonly string[];
  readonly why: string;
  /** Whether it takes luck to see the lie do harm. */
  readonly isRare?: boolean;
}

const TOKENS = 'whose token it is, is what the service of the users says';
const PASSWORDS =
  'whose password it is and whether it is right, is what the store and the check of its hash say';
const SHOWN = 'readers are shown what the store or its cache holds; no bill is made from it';
const REPLICA =
  'value and generation are read together, so a replica that no write reaches cannot be told from a store in which nothing changed';
const RESERVED =
  'the restaurant alone records what was reserved and at which price; the order is charged and shows that';
const PAID = 'what was charged is what the payment provider says';
const ORDERS = 'the item of an order is the only record of what was decided';

const wrong = (
  kind: NonNullable<Boundary['kind']>,
  points: readonly string[],
  shownBy: readonly string[],
  why: string,
): readonly Boundary[] => points.map((point) => ({ point, mode: 'wrong_value', kind, shownBy, why }));

const staleCopy = (points: readonly string[]): readonly Boundary[] =>
  points.map((point) => ({ point, mode: 'stale_value', shownBy: [ANSWERS, 'caches'], why: REPLICA }));

/**
 * Every lie that the system believes, with what shows it. `tests/faults` tries each lie at each point, and fails where one
 * is believed that is not here, and where one that is here does no harm any more.
 */
export const BOUNDARIES: readonly Boundary[] = [
  ...wrong(
    'stale',
    [
      'user.tokens.sign',
      'user.tokens.verify',
      'order.userTokens.verify',
      'order.users.validate',
      'user.users.find',
    ],
    [ANSWERS],
    TOKENS,
  ),
  ...wrong(
    'stale',
    ['user.users.findCredentials', 'user.passwords.hash', 'user.passwords.verify'],
    [ANSWERS],
    PASSWORDS,
  ),
  ...staleCopy(['order.reader.find']),
  // Each order makes the list stale, and a copy that is stale already is not used.
  ...staleCopy(['restaurant.menus.find', 'restaurant.menus.list']).map((boundary) => ({
    ...boundary,
    isRare: true,
  })),
  ...wrong(
    'stale',
    ['restaurant.menus.list', 'restaurant.menus.find', 'order.reader.find', 'order.orders.list'],
    [ANSWERS],
    SHOWN,
  ),
  ...wrong(
    'price_off_by_one',
    ['restaurant.menus.list', 'restaurant.menus.find', 'order.reader.find', 'order.orders.list'],
    [ANSWERS],
    SHOWN,
  ),
  ...wrong('swapped_lines', ['order.reader.find', 'order.orders.list'], [ANSWERS], SHOWN),
  ...wrong(
    'price_off_by_one',
    ['restaurant.inventory.reserve', 'order.inventory.reserve'],
    ['prices', ANSWERS],
    RESERVED,
  ),
  ...wrong('stale', ['order.inventory.reserve'], ['prices', 'reservations', ANSWERS], RESERVED),
  ...wrong('swapped_lines', ['order.inventory.reserve'], ['prices', 'reservations', ANSWERS], RESERVED),
  {
    point: 'order.payments.charge',
    mode: 'charge_twice',
    shownBy: ['ledger', ANSWERS],
    why: 'what the provider keeps from us cannot be noticed',
  },
  ...wrong('stale', ['order.payments.charge'], ['ledger', ANSWERS], PAID),
  ...wrong('stale', ['order.payments.close'], ['ledger', 'prices', ANSWERS], PAID),
  ...wrong('price_off_by_one', ['order.payments.close'], ['ledger', 'prices', ANSWERS], PAID),
  ...wrong('stale', ['order.orders.get', 'order.orders.findKey'], [ANSWERS], ORDERS),
  ...wrong('price_off_by_one', ['order.orders.get', 'order.orders.update'], [ANSWERS], ORDERS),
  ...wrong('swapped_lines', ['order.orders.get'], [ANSWERS], ORDERS),
  ...wrong(
    'stale',
    ['order.orders.update'],
    ['fulfilment', 'ledger', 'payment-status', 'messages', ANSWERS],
    ORDERS,
  ),
];
