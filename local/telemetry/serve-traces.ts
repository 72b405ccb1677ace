import { createLog, type Log } from '../host/log.ts';
import { Listener } from '../http/listener.ts';
import { PORTS } from '../http/ports.ts';
import type { TracesApi } from '../traces/traces-api.ts';
import { startTelemetry } from './start-telemetry.ts';
import type { Telemetry, TelemetryOptions } from './telemetry.ts';

const TO_TRACES = { location: '/traces', 'content-length': 0 };

interface ServeTracesOptions {
  readonly log?: Log;
  /** Shows them to browsers. @default only JSON is served */
  readonly pages?: TracesApi;
}

/**
 * Serves the OTLP receiver and the traces on a port, for functions that run outside the engine.
 * @returns undefined if telemetry is off; no port is opened then
 * @throws EngineError if the port is taken
 */
export async function serveTraces(
  port: number,
  options: TelemetryOptions,
  stack: AsyncDisposableStack,
  { log = createLog('warn'), pages }: ServeTracesOptions = {},
): Promise<Telemetry | undefined> {
  if (options.enabled === false) return undefined;
  const { variable, guarded } = PORTS.engine;
  const listener = await Listener.open({ port, purpose: 'traces', variable, guarded, log });
  stack.defer(() => listener.close());
  const telemetry = startTelemetry(options, listener, stack, log);
  listener.serve((request, response, guard) => {
    if (telemetry?.api(request, response, guard)) return;
    if (pages?.(request, response, guard)) return;
    request.resume();
    if (request.url === '/') response.writeHead(302, TO_TRACES).end();
    else response.writeHead(404, { 'content-length': 0 }).end();
  });
  return telemetry;
}
