import * as z from 'zod';
import { runCommands } from '#shared/cli/commands';
import { type CommandProgram, defineProgram, EXIT } from '#shared/cli/program';
import { errorText } from '#shared/cli/run';
import { EngineError } from './host/engine-error.ts';
import { createLog } from './host/log.ts';
import { catchUncaught } from './host/uncaught.ts';

const NEEDED_NODE = 24;
const NOTES = `Exit code: 0 done, 1 a negative result (no engine is running, the function failed, the machine lacks something),
2 it could not be done.
Variables: USER_PORT RESTAURANT_PORT ORDER_PORT GATEWAY_PORT ENGINE_PORT LOG LOCAL_DATA_DIR LOCAL_CONCURRENCY
LOCAL_FREEZE LOCAL_REDIS KEEP_FAULTS; other stores: DATABASE_URL REDIS_URL DYNAMODB_ENDPOINT SQS_ENDPOINT SSM_ENDPOINT;
telemetry: OTEL_EXPORTER_OTLP_ENDPOINT OTEL_SDK_DISABLED=true`;

/** Each command imports its code when it runs, so that it loads only what it needs. */
const PROGRAM: CommandProgram = {
  usage: 'npm start | npm run <stop|status|invoke|reset|doctor>',
  notes: NOTES,
  commands: {
    start: defineProgram({
      command: 'npm start --',
      about: 'build, start everything, print the addresses',
      notes: NOTES,
      run: async (_, env) => (await import('./cli/start.ts')).start(env),
    }),
    stop: defineProgram({
      command: 'npm run stop --',
      about: 'stop the running engine in order and wait until it has ended',
      run: async (_, env) => (await import('./cli/stop.ts')).stop(env),
    }),
    status: defineProgram({
      command: 'npm run status --',
      about: 'show the running engine on one screen; exit code 1 if there is none',
      options: { json: { help: 'print JSON only' } },
      run: async ({ options }, env) => (await import('./cli/status.ts')).status(env, options),
    }),
    invoke: defineProgram({
      command: 'npm run invoke --',
      about: 'call one function of the running engine with an event (a file, or - for standard input)',
      args: {
        name: {
          label: 'service/name',
          schema: z.string({ error: 'the name of a function, such as order/place-order' }),
        },
        file: { label: 'event file', schema: z.string().optional() },
      },
      run: async ({ args }, env) => (await import('./cli/invoke.ts')).invoke(env, args),
    }),
    reset: defineProgram({
      command: 'npm run reset --',
      about: 'delete all data',
      run: async (_, env) => (await import('./cli/reset.ts')).reset(env),
    }),
    doctor: defineProgram({
      command: 'npm run doctor --',
      about: 'show what is missing on this machine',
      run: async (_, env) => (await import('./cli/doctor.ts')).doctor(env),
    }),
  },
};

/** Writes through the log, which drops lines instead of waiting for a slow reader of standard error. */
const writeError = (text: string): void => createLog('warn').error(text.trimEnd());

function checkNode(): void {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= NEEDED_NODE) return;
  const error = new EngineError(
    `this is Node ${node}, but Node ${NEEDED_NODE} is needed; start with npm (npm start), which uses the one it installed`,
  );
  writeError(errorText(error, process.env));
  process.exit(EXIT.failed);
}

checkNode();
catchUncaught((error) => {
  writeError(errorText(error, process.env));
  process.exit(EXIT.failed);
});
process.exit(await runCommands(PROGRAM, { writeError }));
