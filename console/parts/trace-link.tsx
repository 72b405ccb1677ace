import { linkTo } from '#console/state/page-state.ts';

const SHOWN = 8;

/** A short trace id that leads to its trace, and there to a span. */
export function TraceLink({
  traceId,
  spanId,
}: {
  readonly traceId: string;
  readonly spanId?: string | undefined;
}) {
  return (
    <a {...linkTo('traces', traceId, spanId)}>
      <code>{traceId.slice(0, SHOWN)}</code>
    </a>
  );
}
