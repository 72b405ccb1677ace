import type { TraceSpan } from './trace-reader.ts';

export interface TreeRow {
  readonly span: TraceSpan;
  readonly depth: number;
  /** It has a parent, and that is not here: not yet, or it is the caller's own. */
  readonly isOrphan: boolean;
}

/** Depth first, children in the order of their start. Spans without a parent, or whose parent is missing, are roots. */
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
  // what is left is a ring of parents
  for (const span of spans) place(span);
  return rows;
}
