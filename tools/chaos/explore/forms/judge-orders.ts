import type { Order } from '#functions/order/domain/order';
import { contradiction, type Outcome, outcomeOf, wrongEnd } from '#lab/outcomes';
import type { Snapshot } from '#oracle/snapshot';
import { type Answer, member } from '../send.ts';
import { addressOf } from './address.ts';
import type { End, Form, Judged } from './form.ts';

interface Expectation {
  /** Greatest number of orders that may come of it. */
  readonly most: number;
  /** Whether all its requests have one key, so that their final answers are of one order. */
  readonly isKeyed?: boolean;
  /** The menu that no other experiment orders. */
  readonly menuId?: number;
}

/** Holds the answers to orders that were placed against the orders, stock and payments that came of them. */
export const judgeOrders =
  ({ most, isKeyed = false, menuId }: Expectation): Form['judge'] =>
  (judged, { snapshot }) => {
    const { own, answers, traced, times } = judged;
    const allowed = isKeyed ? most : most * times;
    const placed = [...snapshot.orders.values()].filter(({ address }) => address === addressOf(own));
    const answered = answers.flatMap((answer) => orderIdIn(answer) ?? []);
    const orderIds = [...new Set([...placed.map(({ id }) => id), ...answered, ...traced])];
    const problems = [
      ...orderIds.map((id) => wrongEnd(outcomeOf(id, snapshot))),
      placed.length > allowed
        ? `${placed.length} orders came of ${isKeyed ? 'one key' : `what asks for ${allowed}`}`
        : undefined,
      ...answers.map((answer) => contradictionOf(answer, judged, orderIds, snapshot)),
      isKeyed ? twoFinalAnswers(answers) : undefined,
    ];
    return {
      ...endOf(placed, orderIds, snapshot, problems),
      ...(menuId !== undefined && { subjects: [`menu ${menuId}`, `the copy menu:${menuId}`] }),
      ...(isKeyed && placed.length > allowed && { rule: 'idempotency' }),
    };
  };

function endOf(
  placed: readonly Order[],
  orderIds: readonly number[],
  snapshot: Snapshot,
  problems: readonly (string | undefined)[],
): End {
  const states =
    placed.length > 0 ? placed.map(({ status }) => status as string) : statesOf(orderIds, snapshot);
  const counted = [...Map.groupBy(states, (state) => state)].map(([state, same]) =>
    same.length > 1 ? `${same.length} × ${state}` : state,
  );
  return {
    end: counted.join(', ') || 'no order',
    orderIds,
    problem: problems.find((problem) => problem !== undefined),
  };
}

const statesOf = (orderIds: readonly number[], snapshot: Snapshot): readonly string[] =>
  orderIds.map((id) => outcomeOf(id, snapshot).status);

function contradictionOf(
  answer: Answer,
  { mayBeUnknown, answers }: Judged,
  orderIds: readonly number[],
  snapshot: Snapshot,
): string | undefined {
  const id = orderIdIn(answer);
  const outcomes: readonly Outcome[] = (id === undefined ? orderIds : [id]).map((each) =>
    outcomeOf(each, snapshot),
  );
  // What came of the requests after it says nothing about an answer that names no order.
  if (isInProgress(answer) || (id === undefined && answers.length > 1)) return undefined;
  const found = (outcomes.length > 0 ? outcomes : [outcomeOf(undefined, snapshot)]).map((outcome) =>
    contradiction(answer, outcome, { mayBeUnknown: mayBeUnknown || saysNothing(answer) }),
  );
  return found.every((problem) => problem !== undefined) ? found[0] : undefined;
}

/** A repeat that comes while the first request is under way. */
const isInProgress = ({ body }: Answer): boolean => member(body, 'code') === 'order_in_progress';

const OPEN_CODES: readonly unknown[] = ['internal', 'injected_error', 'timeout'];

/** Whether the answer is not that of the function, which may have done anything. */
export const saysNothing = ({ body }: Answer): boolean =>
  body === undefined || OPEN_CODES.includes(member(body, 'code'));

export function orderIdIn({ body }: Answer): number | undefined {
  const id = member(body, 'order_id') ?? member(body, 'id');
  return typeof id === 'number' ? id : undefined;
}

/** Answers that show an order which was decided. */
function twoFinalAnswers(answers: readonly Answer[]): string | undefined {
  const final = answers.filter(({ status }) => status === 201).map(({ body }) => JSON.stringify(body));
  return new Set(final).size > 1 ? `one key, two answers: ${final.join(' and ')}` : undefined;
}
