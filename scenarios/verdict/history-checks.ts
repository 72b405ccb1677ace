import type { Order } from '#functions/order/domain/order';
import type { Snapshot } from '#oracle/snapshot';
import type { ReportedCheck } from '../report/run-report.ts';
import { none } from './check.ts';
import type { ClientKnowledge } from './client-knowledge.ts';

type Orders = Pick<Snapshot, 'orders'>['orders'];

/** Holds what clients were answered against what the stores hold in the end. */
export function historyChecks(
  known: ClientKnowledge,
  orders: Orders,
  /** Users of the run. */
  users: ReadonlySet<number>,
): ReportedCheck[] {
  return [
    none({ name: 'acknowledged', kind: 'history', claim: 'every order exists as its client was answered' }, [
      ...known.contradictions,
      ...brokenPromises(known, orders),
    ]),
    none(
      {
        name: 'accounted-for',
        kind: 'history',
        claim: 'every other order belongs to a client that saw an error or no answer',
      },
      unaccounted(known, orders, users),
    ),
    none(
      { name: 'ordered-once', kind: 'history', claim: 'no client has more orders than it asked for' },
      tooMany(known, orders, users),
    ),
  ];
}

function brokenPromises({ acknowledged, cancels }: ClientKnowledge, orders: Orders): string[] {
  const placed = [...acknowledged].flatMap(([id, attempt]) => {
    const order = orders.get(id);
    const answer = attempt.acknowledged;
    if (!answer) return [];
    const said = `order ${id} was answered as ${answer.status}`;
    if (!order) return [`${said} and does not exist`];
    const allowed = endsAfter(answer.status, cancels.get(id));
    if (!allowed.includes(order.status)) return [`${said} and is ${order.status}`];
    if (answer.status === 'confirmed' && order.totalPrice !== answer.total_price) {
      return [`${said} for ${answer.total_price} won and costs ${order.totalPrice}`];
    }
    return [];
  });
  const cancelled = [...cancels]
    .filter(([id, { acknowledged: isDone }]) => isDone && orders.get(id)?.status !== 'cancelled')
    .map(([id]) => `order ${id} was answered as cancelled and is ${orders.get(id)?.status ?? 'gone'}`);
  return [...placed, ...cancelled];
}

/** The states that an order may end in after an answer about it. A cancellation without an answer may have come through. */
function endsAfter(
  answered: string,
  cancel: { readonly acknowledged: boolean } | undefined,
): readonly Order['status'][] {
  if (answered === 'confirmed') {
    if (!cancel) return ['confirmed'];
    return cancel.acknowledged ? ['cancelled'] : ['confirmed', 'cancelled'];
  }
  if (answered === 'pending') return ['confirmed', 'failed', 'cancelled'];
  return ['failed'];
}

function unaccounted(known: ClientKnowledge, orders: Orders, users: ReadonlySet<number>): string[] {
  const strangers = [...orders.values()].filter(
    ({ id, userId, status }) =>
      users.has(userId) && status !== 'void' && !known.acknowledged.has(id) && !known.named.has(id),
  );
  const byUser = Map.groupBy(strangers, ({ userId }) => userId);
  return [...byUser].flatMap(([userId, found]) => {
    const doubts = known.doubts.get(userId) ?? 0;
    if (found.length <= doubts) return [];
    const ids = found.slice(0, 3).map(({ id }) => id);
    return [
      `user ${userId} has ${found.length} orders that nobody was told of (${ids.join(', ')}) and was in doubt ${doubts} times`,
    ];
  });
}

function tooMany({ requests }: ClientKnowledge, orders: Orders, users: ReadonlySet<number>): string[] {
  const placed = [...orders.values()].filter(({ userId, status }) => users.has(userId) && status !== 'void');
  return [...Map.groupBy(placed, ({ userId }) => userId)].flatMap(([userId, { length }]) => {
    const asked = requests.get(userId) ?? 0;
    return length > asked ? [`user ${userId} asked for ${asked} orders and has ${length}`] : [];
  });
}
