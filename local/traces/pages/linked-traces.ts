import type { TraceSummary } from '../kept-trace.ts';
import type { TraceDocument } from '../trace-document.ts';
import { formatMs, formatTime, plural, titleOf } from './format.ts';
import { type Html, html, NOTHING } from './html.ts';
import { stateTags } from './state-tags.ts';

export const linksTo = ({ traceId, spans }: TraceDocument): string[] => [
  ...new Set(spans.flatMap(({ links }) => links.map((link) => link.traceId)).filter((id) => id !== traceId)),
];

export function linked(
  heading: string,
  traceIds: readonly string[],
  summaryOf: (traceId: string) => TraceSummary | undefined,
): Html {
  if (traceIds.length === 0) return NOTHING;
  const rows = traceIds.map((traceId) => {
    const summary = summaryOf(traceId);
    return summary
      ? html`<tr><td class="dim num">${formatTime(summary.startMs)}</td><td><a class="name" href="/traces/${traceId}">${titleOf(summary.name)}</a> ${stateTags(summary)}</td>
<td class="num">${formatMs(summary.durationMs)}</td><td class="num dim">${plural(summary.spans, 'span')}</td></tr>`
      : html`<tr><td></td><td class="dim">trace <code>${traceId}</code> is not stored</td><td></td><td></td></tr>`;
  });
  return html`<h2>${heading}</h2><div class="panel"><table class="list links"><tbody>${rows}</tbody></table></div>`;
}
