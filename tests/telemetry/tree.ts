import type { Span } from './telemetry-file.ts';

/** What the local engine adds, and a cloud would not show. */
export const isEmulator = ({ attributes }: Span): boolean => attributes['food.emulator'] !== undefined;

export interface Trace {
  /** One line a span, such as `server order POST /orders`, indented below its parent; the same for every run. */
  readonly tree: string;
  /** Whose parent was never told, other than the root. */
  readonly orphans: readonly string[];
}

/** Spans of one trace without those of the emulator, whose children move up. */
export function traceOf(spans: readonly Span[]): Trace {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const parentOf = (span: Span): Span | undefined => {
    const parent = byId.get(span.parentSpanId);
    return parent && isEmulator(parent) ? parentOf(parent) : parent;
  };
  const shown = spans.filter((span) => !isEmulator(span));
  const children = Map.groupBy(shown, parentOf);
  const linesBelow = (parent: Span | undefined, depth: number): string[] =>
    (children.get(parent) ?? [])
      .map((span) => [`${'  '.repeat(depth)}${label(span)}`, ...linesBelow(span, depth + 1)].join('\n'))
      .sort();
  const orphans = spans.filter(({ parentSpanId }) => parentSpanId !== '' && !byId.has(parentSpanId));
  return { tree: linesBelow(undefined, 0).join('\n'), orphans: orphans.map(label) };
}

export const label = ({ kind, service, name }: Span): string => `${kind.toLowerCase()} ${service} ${name}`;
