import { useEffect, useState } from 'preact/hooks';
import type { Panel } from '#console/panels/panel.ts';
import { chosen } from '#console/state/page-state.ts';
import { isFrozen } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import { EventTable } from './event-table.tsx';
import { OrderFacts } from './facts.tsx';
import { Lifeline } from './lifeline.tsx';
import { readOrder, readRecent, type ShownOrder, shownOrder } from './order-state.ts';
import { RecentOrders } from './recent-orders.tsx';
import { ORDER } from './words.ts';

/** One order, from its stores and its traces. */
export const order: Panel = { id: 'order', words: ORDER, Content: OrderPanel, readsItself: true };

/** Numbers above it are not exact, and no order has one of them. */
const GREATEST_ID = Number.MAX_SAFE_INTEGER;
/** After the last reading, for which the engine starts a process. */
const AGAIN_MS = 2_000;

function OrderPanel() {
  const words = wordsOf(ORDER);
  const isId = /^\d+$/.test(chosen.value) && Number(chosen.value) <= GREATEST_ID;
  const orderId = isId ? Number(chosen.value) : undefined;
  useEffect(() => {
    void (orderId === undefined ? readRecent() : readOrder(orderId));
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

/** Reads an order again while something may happen to it, and the page is live and looked at. */
function useRereading(shown: ShownOrder | undefined): void {
  useEffect(() => {
    if (!shown?.mayChange || shown.isLoading) return;
    const timer = setInterval(() => {
      if (document.hidden || isFrozen.peek()) return;
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
  const { isLoading, history, problem, marks, mayChange } = shown;
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
      {mayChange && !isFrozen.value ? <p role="status">{words.notAtRest}</p> : null}
      {problem === '' ? null : (
        <p class="refusal" role="alert">
          {words.failed} {problem}
        </p>
      )}
      {!isLoading && !isKnown && problem === '' ? <p>{words.missing}</p> : null}
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
