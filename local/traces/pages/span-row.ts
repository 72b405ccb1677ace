import { ATTRIBUTE, EVENT } from '#shared/telemetry/conventions';
import type { Attributes } from '#shared/telemetry/otlp/read';
import type { TraceLog, TraceSpan } from '#shared/telemetry/otlp/read-item';
import { orderIn } from '../order-state.ts';
import { isFailure, resultOf } from '../span-result.ts';
import type { TreeRow } from '../trace-tree.ts';
import { colourOf, formatMs } from './format.ts';
import { type Html, html, NOTHING } from './html.ts';
import { logLines } from './log-lines.ts';
import { details, shown } from './span-details.ts';
import { orderTag } from './state-tags.ts';
import { offsetMs, type TimeAxis } from './time-axis.ts';

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
      html`<i${event.name === EVENT.chaosHit ? html` class="chaos"` : NOTHING} style="left:${percent(offsetMs(event.timeUnixNano, axis))}%" title="${eventTitle(event)}"></i>`,
  );
  return html`<details class="span ${colour}" id="${spanId}" style="--depth:${depth}">
<summary class="row">
<div class="name" title="${calledOf(span)}"><b>${name}</b>${resultText(attributes)}<small>${service}</small> ${badges(span, isOrphan, logs.length)}</div>
<div class="lane"><div class="fill ${emulator === undefined ? '' : 'emulator'} ${barClass}" style="left:${percent(left)}%;width:${percent(durationMs)}%"></div>${marks}</div>
<div class="took num">${formatMs(durationMs)}</div>
</summary>
<div class="more">${details(span, axis, isOrphan)}${logs.length > 0 ? html`<div><h3>Log</h3>${logLines(logs, (log) => offsetMs(log.timeUnixNano, axis))}</div>` : NOTHING}</div>
</details>`;
}

/** Names an event; a fault that acted, with what it did and where. */
function eventTitle({ name, attributes }: TraceSpan['events'][number]): string {
  if (name !== EVENT.chaosHit) return name;
  const { chaosFault, chaosPoint, chaosMode, chaosWhen } = ATTRIBUTE;
  const [rule, point, mode, when] = [chaosFault, chaosPoint, chaosMode, chaosWhen].map((each) =>
    shown(attributes[each] ?? ''),
  );
  return `⚡ ${rule}@${point}: ${mode} ${when}`;
}

/** How the work of a span ended, after its name: `charge: declined`. */
function resultText(attributes: Attributes): Html {
  const result = resultOf(attributes);
  if (result === undefined) return NOTHING;
  return html`<span class="result${isFailure(result) ? ' failed' : ''}">: ${result}</span>`;
}

/** The name of a span, and the operation behind the name of a step. */
function calledOf({ name, attributes }: TraceSpan): string {
  const operation = [
    [ATTRIBUTE.dbOperation, ATTRIBUTE.dbCollection],
    [ATTRIBUTE.httpMethod, ATTRIBUTE.urlTemplate],
  ]
    .map((names) => names.flatMap((each) => attributes[each] ?? []).join(' '))
    .find((text) => text !== '');
  return operation === undefined || name.startsWith(operation) ? name : `${name} (${operation})`;
}

function badges({ attributes, status, links }: TraceSpan, isOrphan: boolean, logs: number): Html {
  const fault = attributes[ATTRIBUTE.chaosFault];
  const code = attributes[ATTRIBUTE.httpStatus] ?? attributes[ATTRIBUTE.errorType];
  return html`${orderTag(orderIn(attributes))}
${status.code === 'ERROR' ? html`<span class="tag bad">${shown(code ?? 'error')}</span>` : NOTHING}
${fault === undefined ? NOTHING : html`<span class="tag chaos">⚡ ${shown(fault)}</span>`}
${attributes[ATTRIBUTE.faasColdStart] === true ? html`<span class="tag">cold start</span>` : NOTHING}
${attributes[ATTRIBUTE.emulator] === undefined ? NOTHING : html`<span class="tag">emulator</span>`}
${isOrphan ? html`<span class="tag" title="Its parent is missing">↥</span>` : NOTHING}
${links.length > 0 ? html`<span class="tag" title="Linked to other spans">⇄</span>` : NOTHING}
${logs > 0 ? html`<span class="tag" title="Log lines">≡ ${logs}</span>` : NOTHING}`;
}
