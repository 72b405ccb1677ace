import type { TraceSpan } from '#shared/telemetry/otlp/read-item';

export interface TreeRow {
  readonly span: TraceSpan;
  readonly depth: number;
  /** The span's parent is missing: it has not arrived yet, or it is a span of the caller. */
  readonly isOrphan: boolean;
}

/** Lists spans depth first, children by start. Spans without a parent, or whose parent is missing, are roots. */
export function treeOf(spans: readonly TraceSpan[]): TreeRow[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const children = new Map<string | null, TraceSpan[]>();
  for (const span of spans) {
    const parent = span.parentSpanId !== null && ids.has(span.parentSpanId) ? span.parentSpanId : null;
    const siblings = children.get(parent);
    if (siblings) siblings.push(span);
    else children.set(parent, [span]);
  }
  const rows: TreeRow[] = [];
  const placed = new Set<string>();
  const place = (root: TraceSpan): void => {
    const stack = [{ span: root, depth: 0 }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { span, depth } = next;
      if (placed.has(span.spanId)) continue;
      placed.add(span.spanId);
      rows.push({ span, depth, isOrphan: depth === 0 && span.parentSpanId !== null });
      for (const child of (children.get(span.spanId) ?? []).toReversed()) {
        stack.push({ span: child, depth: depth + 1 });
      }
    }
  };
  for (const root of children.get(null) ?? []) place(root);
  // the remaining spans are in a cycle of parents
  for (const span of spans) place(span);
  return rows;
}
