import type { Span } from './telemetry-file.ts';

export interface Trace {
  /** One line a span, such as `client order charge: declined`, below its parent; the same for every run. */
  readonly tree: string;
  /** Spans whose parent was never exported. */
  readonly orphans: readonly string[];
}

/** Spans without a fixed place: switches are read, and connections made, when the last time was long enough ago. */
const NOW_AND_THEN = new Set(['SSM/GetParameter', 'connect']);

/** Whether only the local engine emits a span. */
export const isEmulator = ({ attributes }: Span): boolean => attributes['food.emulator'] !== undefined;

export function label({ kind, service, name, attributes }: Span): string {
  const result = attributes['food.step.result'];
  return `${kind.toLowerCase()} ${service} ${name}${result === undefined ? '' : `: ${result}`}`;
}

/** One trace without what the emulator adds: what is below that moves up. */
export function traceOf(spans: readonly Span[]): Trace {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const parentOf = (span: Span): Span | undefined => {
    const parent = byId.get(span.parentSpanId);
    return parent && isEmulator(parent) ? parentOf(parent) : parent;
  };
  const shown = spans.filter((span) => !isEmulator(span) && !NOW_AND_THEN.has(span.name));
  const children = Map.groupBy(shown, parentOf);
  const branch = (span: Span): string => tree(label(span), ...(children.get(span) ?? []).map(branch));
  const orphans = spans.filter(({ parentSpanId }) => parentSpanId !== '' && !byId.has(parentSpanId));
  const roots = (children.get(undefined) ?? []).map(branch);
  return { tree: roots.sort().join('\n'), orphans: orphans.map(label) };
}

/** Writes a line above those of its children, which are sorted by text. */
export function tree(root: string, ...branches: readonly string[]): string {
  return [root, ...[...branches].sort().map((branch) => branch.replaceAll(/^/gm, '  '))].join('\n');
}
