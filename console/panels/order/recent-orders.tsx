import { shownMs, shownTime } from '#console/format.ts';
import { OrderLink } from '#console/parts/order-link';
import { wordsOf } from '#console/words/words.ts';
import { readRecent, recent } from './order-state.ts';
import { ORDER } from './words.ts';

/** Orders to look at: those of the last traces. */
export function RecentOrders() {
  const words = wordsOf(ORDER);
  const traces = recent.value;
  return (
    <section class="card">
      <header>
        <h2>{words.recent}</h2>
        <button type="button" onClick={() => void readRecent()}>
          {words.again}
        </button>
      </header>
      <p class="muted">{traces.length === 0 ? words.noneRecent : words.choose}</p>
      {traces.length === 0 ? null : (
        <div class="wide">
          <table>
            <tbody>
              {traces.map(({ traceId, name, startMs, durationMs, order, orderIds, faults }) => (
                <tr key={traceId}>
                  <td>{shownTime(startMs)}</td>
                  <th scope="row">
                    {orderIds.map((id) => (
                      <OrderLink key={id} orderId={id} />
                    ))}
                  </th>
                  <td>{name.replace(/^gateway /, '')}</td>
                  <td>{order}</td>
                  <td>{shownMs(durationMs)}</td>
                  <td>{faults.map((fault) => `⚡ ${fault}`).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
