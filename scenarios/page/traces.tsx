import { Waterfall } from '#console/charts/waterfall';
import type { RunReport } from '../report/run-report.ts';
import { Wide } from './wide.tsx';

const TITLES = { worst: 'The slowest order', typical: 'A typical order' } as const;

/** Traces of this run as waterfalls. */
export function Traces({ report: { traces } }: { readonly report: RunReport }) {
  if (traces.length === 0) return null;
  return (
    <section>
      <h2>Traces</h2>
      {traces.map(({ trace_id, kind, spans }) => (
        <Wide label={TITLES[kind]} key={trace_id}>
          <h3>
            {TITLES[kind]} <small>{trace_id}</small>
          </h3>
          <Waterfall
            spans={spans.map((span) => ({
              spanId: span.span_id,
              parentSpanId: span.parent_span_id,
              name: span.name,
              service: span.service,
              startMs: span.start_ms,
              durationMs: span.duration_ms,
              isFailed: span.failed,
              hits: span.hits,
            }))}
          />
        </Wide>
      ))}
    </section>
  );
}
