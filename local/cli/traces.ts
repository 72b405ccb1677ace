import { UserError } from '#shared/cli/errors';
import { leaveForeignVariables } from '#shared/cli/foreign-variables';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { tracesConsole } from '../console/traces-console.ts';
import { createLog } from '../host/log.ts';
import { goOnAfterUncaught } from '../host/uncaught.ts';
import { serveTraces } from '../telemetry/serve-traces.ts';
import { readEngineSettings } from './settings.ts';

const PROGRAM = defineProgram({
  command: 'npm run traces --',
  about: 'Takes OTLP and shows traces, with nothing else around it.',
  notes: 'Variables: ENGINE_PORT (8004), LOG, OTEL_EXPORTER_OTLP_ENDPOINT for a receiver that gets them too',
  async run(_, env) {
    const { ports, telemetry: options, log: level } = readEngineSettings(env);
    const log = createLog(level);
    await using stack = new AsyncDisposableStack();
    const telemetry = await serveTraces(ports.engine, options, stack, { log, pages: tracesConsole });
    if (!telemetry) throw new UserError('telemetry is switched off by OTEL_SDK_DISABLED');
    goOnAfterUncaught(log);
    const { tracesUrl, otlpEndpoint } = telemetry;
    process.stdout.write(
      `Traces are shown at ${tracesUrl}\nOTEL_EXPORTER_OTLP_ENDPOINT=${otlpEndpoint} sends them there\n`,
    );
    await new Promise<void>((stop) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
    });
    return EXIT.ok;
  },
});

process.exit(await runProgram(PROGRAM, { env: leaveForeignVariables() }));
