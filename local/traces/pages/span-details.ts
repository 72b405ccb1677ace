import { ATTRIBUTE } from '#shared/telemetry/conventions';
import type { Attributes, AttributeValue } from '#shared/telemetry/otlp/read';
import type { TraceSpan } from '#shared/telemetry/otlp/read-item';
import { formatMs } from './format.ts';
import { type Html, html, NOTHING } from './html.ts';
import { offsetMs, type TimeAxis } from './time-axis.ts';

export function details(span: TraceSpan, axis: TimeAxis, isOrphan: boolean): Html {
  const { kind, service, spanId, parentSpanId, status, attributes, events, links, resource, durationMs } =
    span;
  const emulator = attributes[ATTRIBUTE.emulator];
  return html`<div class="dim">${service} · ${kind.toLowerCase()} · starts at +${formatMs(offsetMs(span.startTimeUnixNano, axis))}, takes ${formatMs(durationMs)} · span <code>${spanId}</code>${parentSpanId ? html` · child of ${isOrphan ? html`<code>${parentSpanId}</code>, which is missing` : html`<a href="#${parentSpanId}"><code>${parentSpanId}</code></a>`}` : NOTHING}</div>
${emulator === undefined ? NOTHING : html`<div class="dim">A span of the local engine: it does not exist on AWS.</div>`}
${status.message ? html`<div class="note bad">${status.message}</div>` : NOTHING}
${attributeTable('Attributes', attributes)}
${events.length > 0 ? html`<div><h3>Events</h3>${events.map((event) => html`<div><span class="dim">+${formatMs(offsetMs(event.timeUnixNano, axis))}</span> ${event.name}</div>${attributeTable('', event.attributes)}`)}</div>` : NOTHING}
${links.length > 0 ? html`<div><h3>Links</h3>${links.map((link) => html`<div><a href="/traces/${link.traceId}#${link.spanId}">span <code>${link.spanId}</code> of trace <code>${link.traceId}</code></a></div>${attributeTable('', link.attributes)}`)}</div>` : NOTHING}
<details><summary class="dim">Resource ▸</summary>${attributeTable('', resource)}</details>`;
}

function attributeTable(heading: string, attributes: Attributes): Html {
  const rows = Object.entries(attributes).map(
    ([name, value]) => html`<tr><td class="mono">${name}</td><td class="mono">${shown(value)}</td></tr>`,
  );
  if (rows.length === 0) return NOTHING;
  return html`<div>${heading ? html`<h3>${heading}</h3>` : NOTHING}<table><tbody>${rows}</tbody></table></div>`;
}

export const shown = (value: AttributeValue): string =>
  typeof value === 'string' ? value : JSON.stringify(value);
