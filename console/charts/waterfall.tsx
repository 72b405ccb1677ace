/** One span of a trace, as a bar. */
export interface WaterfallSpan {
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly service: string;
  /** From the start of the trace. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly isFailed: boolean;
  /** `<rule>@<point>` of the faults that acted on it. */
  readonly hits: readonly string[];
}

const PERCENT = 100;
const LEAST_PERCENT = 0.4;

/** A trace as rows of bars, each below its parent, on one axis of time. */
export function Waterfall({ spans }: { readonly spans: readonly WaterfallSpan[] }) {
  const endMs = Math.max(1, ...spans.map(({ startMs, durationMs }) => startMs + durationMs));
  return (
    <table class="waterfall">
      <thead>
        <tr>
          <th scope="col">Span</th>
          <th scope="col">Time</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        {inOrder(spans).map(({ span, depth }) => (
          <tr key={span.spanId} class={span.isFailed ? 'failed' : ''}>
            <th scope="row">
              <span style={{ paddingLeft: `${depth}em` }}>
                {span.name} <small>{span.service}</small>
                {span.hits.map((hit) => (
                  <mark key={hit}>{hit}</mark>
                ))}
              </span>
            </th>
            <td>{span.durationMs.toFixed(1)} ms</td>
            <td aria-hidden="true">
              <span
                class="bar"
                style={{
                  marginLeft: `${(PERCENT * span.startMs) / endMs}%`,
                  width: `${Math.max(LEAST_PERCENT, (PERCENT * span.durationMs) / endMs)}%`,
                }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Row {
  readonly span: WaterfallSpan;
  readonly depth: number;
}

/** Each span after its parent, by start. A span whose parent is missing stands at the top. */
function inOrder(spans: readonly WaterfallSpan[]): Row[] {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const sorted = spans.toSorted((one, other) => one.startMs - other.startMs);
  const children = Map.groupBy(sorted, ({ parentSpanId }) =>
    parentSpanId !== null && known.has(parentSpanId) ? parentSpanId : null,
  );
  const seen = new Set<string>();
  const below = (parent: string | null, depth: number): Row[] =>
    (children.get(parent) ?? []).flatMap((span) => {
      if (seen.has(span.spanId)) return [];
      seen.add(span.spanId);
      return [{ span, depth }, ...below(span.spanId, depth + 1)];
    });
  return below(null, 0);
}
