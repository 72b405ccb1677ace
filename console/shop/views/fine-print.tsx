import type { Answer } from '../api/answer.ts';
import { orderUrl, traceUrl } from '../system.ts';
import { duration } from '../words/format.ts';
import type { OfShop } from './props.ts';

interface FinePrintProps extends OfShop {
  readonly answer?: Answer<unknown> | undefined;
  readonly orderId?: number | undefined;
  /** Shown where it makes a retry safe. */
  readonly idempotencyKey?: string | undefined;
}

const SHOWN = 8;

/** For those who run the system: time, order, trace and the faults that acted, with links to what is known about them. */
export function FinePrint({ shop, answer, orderId, idempotencyKey }: FinePrintProps) {
  const words = shop.words.value.fine;
  const { tookMs, traceId, hits = [] } = answer ?? {};
  return (
    <ul class="fine">
      {tookMs === undefined ? null : <li>{words.took(duration(shop.language.value, tookMs))}</li>}
      {orderId === undefined ? null : (
        <li>
          <Linked href={orderUrl(orderId)}>{words.order(orderId)}</Linked>
        </li>
      )}
      {traceId === undefined ? null : (
        <li>
          <Linked href={traceUrl(traceId)}>{`${words.trace} ${traceId.slice(0, SHOWN)}`}</Linked>
        </li>
      )}
      {idempotencyKey === undefined ? null : <li>{words.key(idempotencyKey.slice(0, SHOWN))}</li>}
      {hits.map((hit) => (
        <li key={hit}>
          <mark>{words.fault(hit)}</mark>
        </li>
      ))}
    </ul>
  );
}

function Linked({ href, children }: { readonly href: string | undefined; readonly children: string }) {
  return href === undefined ? <span>{children}</span> : <a href={href}>{children}</a>;
}
