import * as z from 'zod';
import { engineKeyHeaders } from '#shared/cli/engine-key';
import { UserError } from '#shared/cli/errors';
import { type Environment, readSettings } from '#shared/cli/settings';
import { messageOf } from '#shared/error-message';
import { PORT_NUMBERS } from '#shared/ports';
import { port } from '#shared/settings/kinds';
import type { TraceSpan } from '#shared/telemetry/otlp/read-item';

const TIMEOUT_MS = 10_000;
const NOT_FOUND = 404;
/** As many traces as are read at once. */
const AT_ONCE = 10;
/** As many as the engine lists. */
export const MOST_TRACES = 1_000;

const Variables = z.object({ ENGINE_PORT: port.default(PORT_NUMBERS.engine) });
/** What is read of a span. The engine that wrote it is of this version. */
export type Span = Pick<
  TraceSpan,
  | 'spanId'
  | 'parentSpanId'
  | 'name'
  | 'kind'
  | 'service'
  | 'startTimeUnixNano'
  | 'endTimeUnixNano'
  | 'status'
  | 'attributes'
  | 'events'
>;
const isSpan = (value: unknown): boolean => typeof value === 'object' && value !== null && 'spanId' in value;
const Trace = z.object({
  traceId: z.string(),
  spans: z.array(z.custom<Span>(isSpan)),
  linkedFrom: z.array(z.string()),
});
export type Trace = z.infer<typeof Trace>;
const List = z.object({ traces: z.array(z.object({ traceId: z.string() })) });

/** The traces that the running engine keeps. */
export interface EngineTraces {
  /** The last ones, newest first. */
  last(count: number): Promise<readonly Trace[]>;
  /** @returns undefined where the engine does not keep it */
  read(traceId: string): Promise<Trace | undefined>;
}

/** @throws UserError where no engine answers */
export function engineTraces(env: Environment): EngineTraces {
  const { ENGINE_PORT } = readSettings(Variables, env);
  const origin = `http://127.0.0.1:${ENGINE_PORT}`;

  async function get(path: string): Promise<unknown> {
    const options = { headers: engineKeyHeaders(env), signal: AbortSignal.timeout(TIMEOUT_MS) };
    const response = await fetch(`${origin}${path}`, options).catch((cause: unknown) => {
      throw new UserError(
        `no engine answers at ${origin} (${messageOf(cause)}); start one with npm start, or set ENGINE_PORT`,
        { cause },
      );
    });
    if (response.status === NOT_FOUND) return undefined;
    if (response.ok) return response.json();
    throw new UserError(
      `GET ${origin}${path} answered ${response.status}: ${(await response.text()).slice(0, 200)}`,
    );
  }
  const read = async (traceId: string): Promise<Trace | undefined> =>
    Trace.optional().parse(await get(`/traces/${traceId}.json`));
  return {
    last: async (count) => {
      const answer = await get(`/traces.json?limit=${count}`);
      if (answer === undefined)
        throw new UserError(`the engine at ${origin} keeps no traces: telemetry is off`);
      const ids = List.parse(answer).traces.map(({ traceId }) => traceId);
      const traces: Trace[] = [];
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const some = await Promise.all(ids.slice(at, at + AT_ONCE).map(read));
        traces.push(...some.filter((trace) => trace !== undefined));
      }
      return traces;
    },
    read,
  };
}
