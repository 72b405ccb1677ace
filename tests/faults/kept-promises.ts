import type { Order } from '#functions/order/domain/order';
import { contradiction, type Outcome, outcomeOf, wrongEnd } from '#lab/outcomes';
import type { Snapshot } from '#oracle/snapshot';
import type { Answer } from '#tests/support/api/client';
import type { Asked, LoadWindow } from './window.ts';

/** Codes of answers that leave open whether the function has done its work. */
const LEFT_OPEN = ['internal', 'injected_error', 'timeout', 'dependency_timeout'];

/** Holds the answers of a window against the stores. @returns what does not agree */
export function brokenPromises({ asked }: LoadWindow, snapshot: Snapshot): readonly string[] {
  const byAddress = Map.groupBy(snapshot.orders.values(), ({ address }) => address);
  return asked.flatMap((each) => {
    const ends = (byAddress.get(each.address) ?? []).map(({ id }) => outcomeOf(id, snapshot));
    const problems = [
      ...problemsOfKey(each, ends),
      problemOfCancellation(each, ends),
      ...each.answers.map((answer) => answer && problemOfAnswer(answer, each, ends, snapshot)),
      ...ends.map(wrongEnd),
    ];
    return problems.filter((problem) => problem !== undefined);
  });
}

function problemsOfKey({ hasKey, answers }: Asked, ends: readonly Outcome[]): (string | undefined)[] {
  if (!hasKey) return [];
  const ids = new Set(answers.flatMap((answer) => (answer?.status === 201 ? answer.body.id : [])));
  return [
    ends.length > 1 ? `${ends.length} orders under one key` : undefined,
    ids.size > 1 ? 'a repeat got another order' : undefined,
  ];
}

function problemOfCancellation({ cancel }: Asked, ends: readonly Outcome[]): string | undefined {
  if (!cancel || cancel === 'no answer' || cancel.status !== 200) return undefined;
  const isCancelled = ends.some(({ status }) => status === 'cancelled');
  return isCancelled ? undefined : `answered as cancelled, ended ${ends.map(({ status }) => status)}`;
}

function problemOfAnswer(
  answer: Answer,
  { answers, cancel }: Asked,
  ends: readonly Outcome[],
  snapshot: Snapshot,
): string | undefined {
  const id: Order['id'] | undefined = answer.body.id ?? answer.body.order_id;
  const own = id === undefined ? ends[0] : ends.find(({ order }) => order?.id === id);
  const end = own ?? outcomeOf(id, snapshot);
  if (cancel && end.status === 'cancelled') return undefined;
  // a repeat may have placed what the first call did not
  const mayBeOthers = answers.length > 1 && answer.status !== 201;
  return contradiction(answer, end, { mayBeUnknown: mayBeOthers || isLeftOpen(answer) });
}

const isLeftOpen = ({ status, body }: Answer): boolean =>
  status >= 500 && body.order_id === undefined && LEFT_OPEN.includes(body.code);
