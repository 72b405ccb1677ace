interface Child {
  readonly spanId: string;
  readonly parentSpanId: string | null;
}

interface TreeRow<Span> {
  readonly span: Span;
  readonly depth: number;
}

/**
 * Lists spans depth first, children in their order. Spans without a parent, or whose parent is missing, are roots; those
 * that are each other's parents come last.
 */
export function treeOf<Span extends Child>(spans: readonly Span[]): TreeRow<Span>[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const children = Map.groupBy(spans, ({ parentSpanId: parent }) =>
    parent !== null && ids.has(parent) ? parent : null,
  );
  const rows: TreeRow<Span>[] = [];
  const placed = new Set<string>();
  // a stack, as a trace of strangers may be thousands of spans deep
  const place = (root: Span): void => {
    const stack = [{ span: root, depth: 0 }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { span, depth } = next;
      if (placed.has(span.spanId)) continue;
      placed.add(span.spanId);
      rows.push(next);
      for (const child of (children.get(span.spanId) ?? []).toReversed()) {
        stack.push({ span: child, depth: depth + 1 });
      }
    }
  };
  for (const root of children.get(null) ?? []) place(root);
  for (const span of spans) place(span);
  return rows;
}
