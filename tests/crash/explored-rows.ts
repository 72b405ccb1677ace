import { RECOVERY } from '#tools/chaos/explore/place';
import type { Result } from '#tools/chaos/explore/result';

/** A row of the table of crash points in docs/reliability.md. */
export interface Row {
  readonly walk: string;
  readonly point: string;
  /** How the orders ended, in all of its cells. */
  readonly ends: readonly string[];
}

const BEGIN = '<!-- begin of crash-points';
const END = '<!-- end of crash-points -->';

export function rowsOf(document: string): readonly Row[] {
  const section = document.slice(document.indexOf(BEGIN), document.indexOf(END));
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) => {
    const [, walk = '', point = ''] = line.split('|').map((cell) => cell.trim());
    return { walk, point, ends: [...line.matchAll(/\*\*(.+?)\*\*/g)].map(([, end = '']) => end) };
  });
}

/** Where explore makes the calls that the crash tests find on the wire. */
const CALLS: Readonly<Record<string, readonly [point: string, step: string]>> = {
  'user POST /validate': ['order.users.validate', ''],
  'restaurant GET /menus/{id}': ['order.menus.quote', ''],
  'restaurant POST /inventory/reservations': ['order.inventory.reserve', ''],
  'restaurant POST /inventory/reservations/{id}/release': ['order.inventory.release', ''],
  'SQS SendMessage': ['order.recovery.send', ''],
  'DynamoDB GetItem key': ['order.orders.findKey', 'GetItem'],
  'DynamoDB GetItem order': ['order.orders.get', ''],
  'DynamoDB PutItem order': ['order.orders.put', 'PutItem'],
  'DynamoDB TransactWriteItems order and key': ['order.orders.put', 'TransactWriteItems'],
  'DynamoDB PutItem tombstone': ['order.orders.putVoid', 'PutItem'],
  'DynamoDB UpdateItem order: confirmed': ['order.orders.update', 'confirm order'],
  'DynamoDB UpdateItem order: failed': ['order.orders.update', 'fail order'],
  'DynamoDB UpdateItem order: cancelled': ['order.orders.update', 'cancel order'],
  'DynamoDB UpdateItem order: settled': ['order.orders.update', 'settle order'],
  'DynamoDB PutItem charge': ['order.payments.charge', 'PutItem'],
  'DynamoDB PutItem closed charge': ['order.payments.close', 'PutItem'],
  'DynamoDB PutItem refund': ['order.payments.refund', 'PutItem'],
  'Redis SET generation': ['order.cache.bump', ''],
};

type Test = (result: Result) => boolean;

const PLACE = 'POST /orders';
const CANCEL = 'POST /orders/{order_id}/cancel';
const isAlone: Test = ({ experiment: { strikes } }) => strikes.length === 1;
const ofVariant =
  (start: string): Test =>
  ({ experiment: { form } }) =>
    form.variant.startsWith(start);

/** The request or message in whose course the calls of a walk are, and what else makes it this walk. */
const WALKS: Readonly<Record<string, readonly [shell: string, is: Test]>> = {
  'place-order': [PLACE, isAlone],
  'place-order with a key': [PLACE, ofVariant('with a key')],
  'place-order, payment declined': [
    PLACE,
    ({ experiment: { strikes } }) => strikes.length === 2 && strikes[0]?.mode.name === 'decline',
  ],
  'place-order, out of stock': [PLACE, ofVariant('beyond the stock')],
  'cancel-order': [CANCEL, isAlone],
  // Recovery sends itself a message whatever was down, and for orders that end in either way.
  'recover-order, restaurant down': [RECOVERY, () => true],
};

/** The experiments that killed a process before or after the call of a row; recovery's walks differ in how orders end. */
export function experimentsAt({ walk, point, ends }: Row, results: readonly Result[]): readonly Result[] {
  const [name, step] = CALLS[point] ?? [];
  const isOfRecovery: Test = ({ end }) => ends.includes(end);
  const [shell, isOfWalk] = WALKS[walk] ?? [RECOVERY, isOfRecovery];
  return results.filter((result) => {
    const { at, mode } = result.experiment.strikes.at(-1) ?? {};
    return (
      result.isReached &&
      mode?.name === 'kill' &&
      at?.place.shell === shell &&
      at.place.point === name &&
      at.place.step === step &&
      isOfWalk(result)
    );
  });
}
