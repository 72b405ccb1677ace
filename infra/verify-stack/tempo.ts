import * as z from 'zod';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { type SpanResources, spanGroups } from '#shared/telemetry/otlp/groups';
import { attributesOf, nameOf, serviceOf, textOf } from '#shared/telemetry/otlp/read';
import type { DemoLoad } from './demo-load.ts';
import { askJson, CheckFailed } from './http.ts';
import type { Settings } from './settings.ts';

/** `batches` is the name of OTLP's list of resources in Tempo's first API. */
const Trace = z.looseObject({ batches: z.custom<SpanResources>(Array.isArray).optional() });
const TraceAnswer = z.object({ trace: Trace });

/** Who caused what, for one order: the services, a statement with its wait for locks, a table, and the queue. */
const EXPECTED_EDGES: readonly (readonly [parent: string, child: string])[] = [
  ['client place order', 'order POST /orders'],
  ['order POST /orders', 'order POST /validate'],
  ['order POST /validate', 'user POST /validate'],
  ['user POST /validate', 'user GetItem users'],
  ['order POST /orders', 'order send recovery'],
  ['order POST /orders', 'order POST /inventory/reservations'],
  ['order POST /inventory/reservations', 'restaurant POST /inventory/reservations'],
  ['restaurant POST /inventory/reservations', 'restaurant SELECT reserve_inventory'],
  ['restaurant SELECT reserve_inventory', 'restaurant lock menus'],
];

interface Node {
  readonly label: string;
  readonly parentId: string;
  readonly isEmulator: boolean;
}

/** @throws CheckFailed that names what is missing */
export async function findTrace({ tempo }: Settings, { traceId, orderId }: DemoLoad): Promise<string> {
  const { trace } = await askJson('Tempo', `${tempo}/api/v2/traces/${traceId}`, TraceAnswer);
  const nodes = nodesOf(trace);
  const edges = edgesOf(nodes);
  const missing = EXPECTED_EDGES.map((edge) => edge.join(' > ')).filter((edge) => !edges.has(edge));
  if (missing.length > 0)
    throw new CheckFailed(`trace ${traceId} of order ${orderId} lacks ${missing.join(', ')}`);
  return `${nodes.size} spans of order ${orderId}, trace ${traceId}`;
}

/** Ids are opaque: Tempo writes them in base 64. */
function nodesOf(trace: z.infer<typeof Trace>): ReadonlyMap<string, Node> {
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

/** What the local engine adds is passed over. */
function edgesOf(nodes: ReadonlyMap<string, Node>): ReadonlySet<string> {
  const parentOf = ({ parentId }: Node): Node | undefined => {
    const parent = nodes.get(parentId);
    return parent?.isEmulator ? parentOf(parent) : parent;
  };
  const shown = [...nodes.values()].filter(({ isEmulator }) => !isEmulator);
  return new Set(shown.map((node) => `${parentOf(node)?.label ?? ''} > ${node.label}`));
}

const Found = z.object({ traces: z.array(z.object({ traceID: z.string() })).default([]) });

/** @returns how many traces a TraceQL query finds */
export async function searchTraces({ tempo }: Settings, query: string): Promise<number> {
  const { traces } = await askJson(
    'Tempo',
    `${tempo}/api/search?${new URLSearchParams({ q: query, limit: '5' })}`,
    Found,
  );
  return traces.length;
}
