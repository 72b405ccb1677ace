import { createLog } from '../host/log.ts';
import { goOnAfterUncaught } from '../host/uncaught.ts';
import { serveTraces } from '../telemetry/serve-traces.ts';
import { readSettings } from './settings.ts';

/** `npm run traces`: takes OTLP and shows traces, with nothing else around it. */
async function main(): Promise<number> {
  const { ports, telemetry: options, log: level } = readSettings(process.env);
  const log = createLog(level);
  await using stack = new AsyncDisposableStack();
  const telemetry = await serveTraces(ports.engine, options, stack, log);
  if (!telemetry) throw new Error('telemetry is switched off by OTEL_SDK_DISABLED');
  goOnAfterUncaught(log);
  const { tracesUrl, otlpEndpoint } = telemetry;
  process.stdout.write(
    `Traces are shown at ${tracesUrl}\nOTEL_EXPORTER_OTLP_ENDPOINT=${otlpEndpoint} sends them there\n`,
  );
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
  });
  return 0;
}

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
