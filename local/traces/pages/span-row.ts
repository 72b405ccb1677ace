import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { msBetween } from '#shared/telemetry/otlp/nanoseconds';
import type { Attributes, AttributeValue } from '#shared/telemetry/otlp/read';
import type { TraceLog, TraceSpan } from '#shared/telemetry/otlp/read-item';
import type { TreeRow } from '../trace-tree.ts';
import { colourOf, formatMs } from './format.ts';
import { type Html, html, NOTHING } from './html.ts';
import { logLines } from './log-lines.ts';

/** Time axis of the waterfall. */
export interface TimeAxis {
  readonly startNs: bigint;
  readonly totalMs: number;
}

const WHOLE = 100;

/** A line of the waterfall. It opens to all details of the span. */
export function spanRow({ span, depth, isOrphan }: TreeRow, axis: TimeAxis, logs: readonly TraceLog[]): Html {
  const { name, kind, service, spanId, durationMs, status, attributes, events } = span;
  const emulator = attributes[ATTRIBUTE.emulator];
  const colour = emulator === undefined ? colourOf(service) : 'engine';
  const isDelay = kind === 'INTERNAL' && attributes[ATTRIBUTE.chaosFault] !== undefined;
  const barClass = status.code === 'ERROR' ? 'bad' : isDelay ? 'chaos' : '';
  const percent = (ms: number): string => (axis.totalMs > 0 ? (WHOLE * ms) / axis.totalMs : 0).toFixed(3);
  const left = offsetMs(span.startTimeUnixNano, axis);
  const marks = events.map(
    (event) =>
      html`<i style="left:${percent(offsetMs(event.timeUnixNano, axis))}%" title="${event.name}"></i>`,
  );
  return html`<details class="span ${colour}" id="${spanId}" style="--depth:${depth}">
<summary class="row">
<div class="name" title="${name}"><b>${name}</b><small>${service}</small> ${badges(span, isOrphan, logs.length)}</div>
<div class="lane"><div class="fill ${emulator === undefined ? '' : 'emulator'} ${barClass}" style="left:${percent(left)}%;width:${percent(durationMs)}%"></div>${marks}</div>
<div class="took num">${formatMs(durationMs)}</div>
</summary>
<div class="more">${details(span, axis, isOrphan)}${logs.length > 0 ? html`<div><h3>Log</h3>${logLines(logs, (log) => offsetMs(log.timeUnixNano, axis))}</div>` : NOTHING}</div>
</details>`;
}

const offsetMs = (nanos: string, { startNs }: TimeAxis): number => Math.max(msBetween(startNs, nanos), 0);

function badges({ attributes, status, links }: TraceSpan, isOrphan: boolean, logs: number): Html {
  const fault = attributes[ATTRIBUTE.chaosFault];
  const code = attributes[ATTRIBUTE.httpStatus] ?? attributes[ATTRIBUTE.errorType];
  return html`${status.code === 'ERROR' ? html`<span class="tag bad">${shown(code ?? 'error')}</span>` : NOTHING}
${fault === undefined ? NOTHING : html`<span class="tag chaos">⚡ ${shown(fault)}</span>`}
${attributes[ATTRIBUTE.faasColdStart] === true ? html`<span class="tag">cold start</span>` : NOTHING}
${attributes[ATTRIBUTE.emulator] === undefined ? NOTHING : html`<span class="tag">emulator</span>`}
${isOrphan ? html`<span class="tag" title="Its parent is missing">↥</span>` : NOTHING}
${links.length > 0 ? html`<span class="tag" title="Linked to other spans">⇄</span>` : NOTHING}
${logs > 0 ? html`<span class="tag" title="Log lines">≡ ${logs}</span>` : NOTHING}`;
}

function details(span: TraceSpan, axis: TimeAxis, isOrphan: boolean): Html {
  const { kind, service, spanId, parentSpanId, status, attributes, events, links, resource, durationMs } =
    span;
  const emulator = attributes[ATTRIBUTE.emulator];
  return html`<div class="dim">${service} · ${kind.toLowerCase()} · starts at +${formatMs(offsetMs(span.startTimeUnixNano, axis))}, takes ${formatMs(durationMs)} · span <code>${spanId}</code>${parentSpanId ? html` · child of ${isOrphan ? html`<code>${parentSpanId}</code>, which is missing` : html`<a href="#${parentSpanId}"><code>${parentSpanId}</code></a>`}` : NOTHING}</div>
${emulator === undefined ? NOTHING : html`<div class="dim">A span of the local engine: it does not exist on AWS.</div>`}
${status.message ? html`<div class="note bad">${status.message}</div>` : NOTHING}
${table('Attributes', attributes)}
${events.length > 0 ? html`<div><h3>Events</h3>${events.map((event) => html`<div><span class="dim">+${formatMs(offsetMs(event.timeUnixNano, axis))}</span> ${event.name}</div>${table('', event.attributes)}`)}</div>` : NOTHING}
${links.length > 0 ? html`<div><h3>Links</h3>${links.map((link) => html`<div><a href="/traces/${link.traceId}#${link.spanId}">span <code>${link.spanId}</code> of trace <code>${link.traceId}</code></a></div>${table('', link.attributes)}`)}</div>` : NOTHING}
<details><summary class="dim">Resource ▸</summary>${table('', resource)}</details>`;
}

function table(heading: string, attributes: Attributes): Html {
  const rows = Object.entries(attributes).map(
    ([name, value]) => html`<tr><td class="mono">${name}</td><td class="mono">${shown(value)}</td></tr>`,
  );
  if (rows.length === 0) return NOTHING;
  return html`<div>${heading ? html`<h3>${heading}</h3>` : NOTHING}<table><tbody>${rows}</tbody></table></div>`;
}

const shown = (value: AttributeValue): string => (typeof value === 'string' ? value : JSON.stringify(value));
