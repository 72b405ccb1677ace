import * as z from 'zod';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { type SpanResources, spanGroups } from '#shared/telemetry/otlp/groups';
import { attributesOf, nameOf, serviceOf, textOf } from '#shared/telemetry/otlp/read';

/** `batches` is the name of OTLP's list of resources in Tempo's first API. */
export const Trace = z.looseObject({ batches: z.custom<SpanResources>(Array.isArray).optional() });

interface Node {
  readonly label: string;
  readonly parentId: string;
  readonly isEmulator: boolean;
}

/** Maps spans by id. The ids are opaque: Tempo writes them in base 64. */
export function nodesOf(trace: z.infer<typeof Trace>): ReadonlyMap<string, Node> {
  const entries = spanGroups(Object(trace), trace.batches).flatMap(({ resource, items }) =>
    items.map((span): [string, Node] => [
      textOf(span.spanId),
      {
        label: `${serviceOf(resource)} ${nameOf(span.name).replace(/food-delivery-[a-z]+-/, '')}`,
        parentId: textOf(span.parentSpanId),
        isEmulator: attributesOf(span.attributes)[ATTRIBUTE.emulator] !== undefined,
      },
    ]),
  );
  return new Map(entries);
}

/** Lists parents and children, without the spans that the local engine adds. */
export function edgesOf(nodes: ReadonlyMap<string, Node>): ReadonlySet<string> {
  const parentOf = ({ parentId }: Node): Node | undefined => {
    const parent = nodes.get(parentId);
    return parent?.isEmulator ? parentOf(parent) : parent;
  };
  const shown = [...nodes.values()].filter(({ isEmulator }) => !isEmulator);
  return new Set(shown.map((node) => `${parentOf(node)?.label ?? ''} > ${node.label}`));
}
