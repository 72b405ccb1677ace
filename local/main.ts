import { parseArgs } from 'node:util';
import { EngineError } from './host/engine-error.ts';
import { createLog } from './host/log.ts';
import { catchUncaught } from './host/uncaught.ts';

const NEEDED_NODE = 24;
const USAGE = `Usage: npm start | npm run <stop|status|invoke|reset|doctor>

  start                          build, start everything, print the addresses
  stop                           stop the running engine in order and wait until it has ended
  status [-- --json]             show the running engine on one screen; 1 if there is none
  invoke <service/name> [file]   call one function of the running engine with an event (a file, or - for stdin)
  reset                          delete all data
  doctor                         tell what is missing on this machine

Settings by environment: USER_PORT RESTAURANT_PORT ORDER_PORT GATEWAY_PORT ENGINE_PORT LOG LOCAL_DATA_DIR
LOCAL_CONCURRENCY LOCAL_FREEZE LOCAL_REDIS KEEP_FAULTS; other stores: DATABASE_URL REDIS_URL DYNAMODB_ENDPOINT SQS_ENDPOINT
SSM_ENDPOINT; telemetry: OTEL_EXPORTER_OTLP_ENDPOINT OTEL_SDK_DISABLED=true`;

interface CommandOptions {
  readonly json: boolean;
}

/** Loaded when asked for, so that each command starts with what it needs and no more. */
const COMMANDS: Readonly<
  Record<string, (args: readonly string[], options: CommandOptions) => Promise<number>>
> = {
  start: async () => (await import('./cli/start.ts')).start(process.env),
  stop: async () => (await import('./cli/stop.ts')).stop(process.env),
  status: async (_, options) => (await import('./cli/status.ts')).status(process.env, options),
  invoke: async (args) => (await import('./cli/invoke.ts')).invoke(process.env, args),
  reset: async () => (await import('./cli/reset.ts')).reset(process.env),
  doctor: async () => (await import('./cli/doctor.ts')).doctor(process.env),
};

/** One line for the user; the stack only for those who ask for it. */
function report(error: unknown): void {
  const isDebug = process.env.LOG === 'debug';
  const message = error instanceof Error ? error.message || error.name : String(error);
  const log = createLog('warn');
  log.error(`error: ${message}`);
  if (isDebug && error instanceof Error) log.error(String(error.stack));
}

function checkNode(): void {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= NEEDED_NODE) return;
  throw new EngineError(
    `this is Node ${node}, but Node ${NEEDED_NODE} is needed; start with npm (npm start), which uses the one it installed`,
  );
}

function readArguments(): {
  readonly command: string;
  readonly args: readonly string[];
  readonly help: boolean;
  readonly json: boolean;
} {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const [command = '', ...args] = positionals;
    return { command, args, ...values };
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split('. ');
    throw new EngineError(`${sentence}\n${USAGE}`);
  }
}

async function main(): Promise<number> {
  checkNode();
  const { command, args, help, json } = readArguments();
  if (help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (!run)
    throw new EngineError(`${command ? `there is no command "${command}"` : 'no command given'}\n${USAGE}`);
  if (json && command !== 'status') throw new EngineError(`--json goes with status, not with ${command}`);
  return run(args, { json });
}

catchUncaught((error) => {
  report(error);
  process.exit(1);
});

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    report(error);
    process.exit(1);
  },
);
