import { namesAllStores } from '#oracle/stores/settings';
import { engineKeyHeaders } from '#shared/cli/engine-key';
import type { Environment } from '#shared/cli/settings';
import { PORT_NUMBERS } from '#shared/ports';
import { ATTRIBUTE, EVENT } from '#shared/telemetry/conventions';
import type { TraceSpan } from '#shared/telemetry/otlp/read-item';

/** A fault that acted on a call that was made for an order. */
export interface OrderHit {
  readonly atMs: number;
  /** `<rule>@<point>` */
  readonly name: string;
  /** What it did, and when: `exception after`. */
  readonly what: string;
}

interface Trace {
  readonly spans: readonly Pick<TraceSpan, 'attributes' | 'events'>[];
}

const NANOS_PER_MS = 1_000_000n;
const MOST_TRACES = 20;
const TIMEOUT_MS = 2_000;

/** Reads the hits from the traces that the engine keeps. There are none where it keeps none of the order, or is not there. */
export async function readHits(env: Environment, orderId: number): Promise<readonly OrderHit[]> {
  if (namesAllStores(env)) return [];
  const base = `http://127.0.0.1:${env.ENGINE_PORT ?? PORT_NUMBERS.engine}/traces`;
  const read = async <T>(path: string): Promise<T> => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return (await (await fetch(`${base}${path}`, { headers: engineKeyHeaders(env), signal })).json()) as T;
  };
  try {
    const query = `chaos=1&q=${orderId}&limit=${MOST_TRACES}`;
    const { traces } = await read<{ readonly traces: readonly { readonly traceId: string }[] }>(
      `.json?${query}`,
    );
    const found = await Promise.all(traces.map(({ traceId }) => read<Trace>(`/${traceId}.json`)));
    const own = found.filter(({ spans }) =>
      spans.some(({ attributes }) => attributes[ATTRIBUTE.orderId] === orderId),
    );
    return own.flatMap(hitsIn);
  } catch {
    return [];
  }
}

const hitsIn = ({ spans }: Trace): OrderHit[] =>
  spans
    .flatMap(({ events }) => events.filter(({ name }) => name === EVENT.chaosHit))
    .map(({ timeUnixNano, attributes }) => ({
      atMs: Number(BigInt(timeUnixNano) / NANOS_PER_MS),
      name: `${attributes[ATTRIBUTE.chaosFault]}@${attributes[ATTRIBUTE.chaosPoint]}`,
      what: `${attributes[ATTRIBUTE.chaosMode]} ${attributes[ATTRIBUTE.chaosWhen]}`,
    }));
