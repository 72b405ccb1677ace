import { msBetween } from '#shared/telemetry/otlp/nanoseconds';
import type { TraceLog } from '#shared/telemetry/otlp/read-item';
import { formatMs } from './format.ts';
import { type Html, html, NOTHING } from './html.ts';
import { serviceTag } from './layout.ts';

const BAD = new Set(['ERROR', 'CRITICAL', 'FATAL', 'WARN']);

/** @param offsetMs returns the time of a log line from the start of the trace */
export function logLines(logs: readonly TraceLog[], offsetMs: (log: TraceLog) => number): Html {
  const rows = logs.map((log) => {
    const { severity, body, service, attributes, spanId } = log;
    const more = Object.keys(attributes).length > 0 ? JSON.stringify(attributes) : '';
    const where = spanId ? html`<a href="#${spanId}">${serviceTag(service)}</a>` : serviceTag(service);
    return html`<tr><td class="num dim">+${formatMs(Math.max(offsetMs(log), 0))}</td><td>${where}</td>
<td><span class="tag ${BAD.has(severity) ? 'bad' : ''}">${severity || 'log'}</span></td>
<td>${body}${more ? html` <code class="dim">${more}</code>` : NOTHING}</td></tr>`;
  });
  return html`<table class="log"><tbody>${rows}</tbody></table>`;
}

export function allLogs(logs: readonly TraceLog[], startNs: bigint): Html {
  if (logs.length === 0) return NOTHING;
  const offset = ({ timeUnixNano }: TraceLog): number => msBetween(startNs, timeUnixNano);
  return html`<h2 id="log">Log</h2><div class="panel">${logLines(logs, offset)}</div>`;
}
