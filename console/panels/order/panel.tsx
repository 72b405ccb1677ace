import { useEffect, useState } from 'preact/hooks';
import { shownTime } from '#console/format.ts';
import type { Panel } from '#console/panels/panel.ts';
import { chosen } from '#console/state/page-state.ts';
import { isFrozen, shownUntilMs } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import { EventTable } from './event-table.tsx';
import { OrderFacts } from './facts.tsx';
import { lifeOf } from './life.ts';
import { Lifeline } from './lifeline.tsx';
import { readOrder, type ShownOrder, shownOrder } from './order-state.ts';
import { historyUntil } from './past.ts';
import { RecentOrders } from './recent-orders.tsx';
import { ORDER } from './words.ts';

/** One order, from its stores and its traces. */
export const order: Panel = {
  id: 'order',
  words: ORDER,
  Content: OrderPanel,
  readsItself: true,
  readsPast: true,
};

/** Numbers above it are not exact, and no order has one of them. */
const GREATEST_ID = Number.MAX_SAFE_INTEGER;
/** After the last reading, for which the engine starts a process. */
const AGAIN_MS = 2_000;

function OrderPanel() {
  const words = wordsOf(ORDER);
  const isId = /^\d+$/.test(chosen.value) && Number(chosen.value) <= GREATEST_ID;
  const orderId = isId ? Number(chosen.value) : undefined;
  useEffect(() => {
    if (orderId !== undefined) void readOrder(orderId);
  }, [orderId]);
  return (
    <div class="order">
      <Search key={chosen.value} />
      {isId || chosen.value === '' ? null : (
        <p class="refusal" role="alert">
          {words.noId(String(GREATEST_ID))}
        </p>
      )}
      {orderId === undefined ? <RecentOrders /> : <Shown orderId={orderId} />}
    </div>
  );
}

function Search() {
  const words = wordsOf(ORDER);
  const [typed, type] = useState(chosen.value);
  const show = (event: Event): void => {
    event.preventDefault();
    chosen.value = typed.trim();
  };
  return (
    <form class="card find" onSubmit={show}>
      <label class="field">
        <span>{words.search}</span>
        <input
          inputMode="numeric"
          pattern="\s*[0-9]+\s*"
          title={words.noId(String(GREATEST_ID))}
          required
          value={typed}
          onInput={({ currentTarget }) => type(currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary">
        {words.show}
      </button>
    </form>
  );
}

/**
 * Reads an order again while something may happen to it, and the page is looked at. A frozen one too: what was recorded
 * until then may come later.
 */
function useRereading(shown: ShownOrder | undefined): void {
  useEffect(() => {
    if (!shown?.mayChange || shown.isLoading) return;
    const timer = setInterval(() => {
      if (document.hidden) return;
      clearInterval(timer);
      void readOrder(shown.orderId, true);
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [shown]);
}

function Shown({ orderId }: { readonly orderId: number }) {
  const words = wordsOf(ORDER);
  const shown = shownOrder.value;
  useRereading(shown);
  if (shown?.orderId !== orderId) return <p class="empty">{words.loading}</p>;
  const { isLoading, problem, traces, mayChange } = shown;
  const untilMs = shownUntilMs.value;
  const isThen = isFrozen.value;
  const history = isThen && shown.history ? historyUntil(shown.history, untilMs) : shown.history;
  const marks = lifeOf(orderId, history, traces, untilMs);
  const isEver = shown.history !== undefined || traces.length > 0;
  const isKnown = history !== undefined || marks.length > 0;
  return (
    <section class="card" aria-busy={isLoading}>
      <header>
        <h2>{words.title(String(orderId))}</h2>
        <button type="button" disabled={isLoading} onClick={() => void readOrder(orderId)}>
          {words.again}
        </button>
      </header>
      {isLoading ? <p class="muted">{words.loading}</p> : null}
      {isThen && isKnown ? <p role="status">{words.asOf(shownTime(untilMs))}</p> : null}
      {mayChange && !isThen ? <p role="status">{words.notAtRest}</p> : null}
      {problem === '' ? null : (
        <p class="refusal" role="alert">
          {words.failed} {problem}
        </p>
      )}
      {!isLoading && !isKnown && problem === '' ? (
        <p>{isThen && isEver ? words.notYet(shownTime(untilMs)) : words.missing}</p>
      ) : null}
      {history ? <OrderFacts history={history} /> : null}
      {marks.length > 0 ? (
        <>
          <Lifeline marks={marks} />
          <EventTable marks={marks} />
        </>
      ) : null}
    </section>
  );
}
