import { useEffect } from 'preact/hooks';
import { shownMs, shownTime } from '#console/format.ts';
import { OrderLinks } from '#console/parts/order-links';
import { isTelemetryOff, TelemetryOff } from '#console/parts/telemetry-off';
import { isFrozen, shownUntilMs } from '#console/state/store.ts';
import { shownCodes } from '#console/words/codes.ts';
import { wordsOf } from '#console/words/words.ts';
import { type RecentTrace, readRecent, recent } from './order-state.ts';
import { begunBy, byOrders } from './recent-traces.ts';
import { ORDER } from './words.ts';

/** Orders to look at: those of the last traces. */
export function RecentOrders() {
  const words = wordsOf(ORDER);
  const untilMs = shownUntilMs.value;
  useEffect(() => void readRecent(), [isFrozen.value ? untilMs : 0]);
  const { single, batches } = byOrders(begunBy(recent.value, untilMs));
  const isEmpty = single.length + batches.length === 0;
  return (
    <section class="card">
      <header>
        <h2>{words.recent}</h2>
        <button type="button" onClick={() => void readRecent()}>
          {words.again}
        </button>
      </header>
      {isFrozen.value ? <p role="status">{words.begunBy(shownTime(untilMs))}</p> : null}
      <TelemetryOff />
      {isTelemetryOff ? null : (
        <p class="muted">{!isEmpty ? words.choose : isFrozen.value ? words.noneThen : words.noneRecent}</p>
      )}
      <Rows traces={single} />
      {batches.length === 0 ? null : <h3>{words.batches}</h3>}
      <Rows traces={batches} />
    </section>
  );
}

function Rows({ traces }: { readonly traces: readonly RecentTrace[] }) {
  const words = wordsOf(ORDER);
  if (traces.length === 0) return null;
  return (
    <div class="wide">
      <table class="recent">
        <tbody>
          {traces.map(({ traceId, name, startMs, durationMs, order, orderIds, faults, isOpen }) => (
            <tr key={traceId}>
              <td>{shownTime(startMs)}</td>
              <th scope="row">
                <OrderLinks orderIds={orderIds} />
              </th>
              <td>{name.replace(/^gateway /, '')}</td>
              <td>{order ? shownCodes(order) : ''}</td>
              <td>{isOpen ? words.goesOn : shownMs(durationMs)}</td>
              <td>{faults.map((fault) => `⚡ ${fault}`).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
