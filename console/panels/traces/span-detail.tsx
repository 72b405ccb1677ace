import { shownMs } from '#console/format.ts';
import { OrderLink } from '#console/parts/order-link';
import { TraceLink } from '#console/parts/trace-link';
import { wordsOf } from '#console/words/words.ts';
import type { TraceDocument } from '#shared/console/traces';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { msBetween } from '#shared/telemetry/otlp/nanoseconds';
import type { Attributes, AttributeValue } from '#shared/telemetry/otlp/read';
import type { TraceSpan } from '#shared/telemetry/otlp/read-item';
import { LogLines } from './log-lines.tsx';
import { TRACES } from './words.ts';

interface SpanDetailProps {
  readonly trace: TraceDocument;
  readonly span: TraceSpan;
}

/** Everything that a span has. */
export function SpanDetail({ trace, span }: SpanDetailProps) {
  const words = wordsOf(TRACES);
  const { name, kind, service, spanId, status, attributes, events, links, resource } = span;
  const logs = trace.logs.filter((log) => log.spanId === spanId);
  return (
    <aside class="span-detail" aria-label={name}>
      <h3>{name}</h3>
      <p class="muted">
        {service} · {kind.toLowerCase()} · {shownMs(span.durationMs)} · <code>{spanId}</code>
      </p>
      {status.message === '' ? null : <p class="bad">{status.message}</p>}
      <AttributeTable caption={words.attributes} attributes={attributes} />
      {events.map((event, at) => (
        <AttributeTable
          key={at}
          caption={`${words.events}: ${event.name} +${shownMs(Math.max(msBetween(span.startTimeUnixNano, event.timeUnixNano), 0))}`}
          attributes={event.attributes}
        />
      ))}
      {links.length === 0 ? null : (
        <p>
          {words.links}:{' '}
          {links.map((link) => (
            <span key={link.spanId}>
              <TraceLink traceId={link.traceId} spanId={link.spanId} />{' '}
            </span>
          ))}
        </p>
      )}
      {logs.length === 0 ? null : <LogLines trace={trace} logs={logs} />}
      <details>
        <summary>{words.resource}</summary>
        <AttributeTable caption={words.resource} attributes={resource} />
      </details>
    </aside>
  );
}

interface AttributeTableProps {
  readonly caption: string;
  readonly attributes: Attributes;
}

function AttributeTable({ caption, attributes }: AttributeTableProps) {
  return (
    <table class="attributes">
      <caption>{caption}</caption>
      <tbody>
        {Object.entries(attributes).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>
              {name === ATTRIBUTE.orderId && typeof value === 'number' ? (
                <OrderLink orderId={value} />
              ) : (
                <code>{inText(value)}</code>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const inText = (value: AttributeValue): string => (typeof value === 'string' ? value : JSON.stringify(value));
