import { ATTRIBUTE } from '#shared/telemetry/conventions';

const RESOURCE_ATTRIBUTES: ReadonlySet<string> = new Set([
  'service.name',
  'service.namespace',
  ATTRIBUTE.faasName,
]);
const SPAN_ATTRIBUTES: ReadonlySet<string> = new Set(Object.values(ATTRIBUTE));

/** Lists attributes in a TraceQL query that no span and no resource has. */
export const unknownAttributes = (query: string): string[] =>
  [...query.matchAll(/\b(span|resource)\.([\w.]+)/g)].flatMap(([, scope, name = '']) =>
    (scope === 'span' ? SPAN_ATTRIBUTES : RESOURCE_ATTRIBUTES).has(name) ? [] : [name],
  );
