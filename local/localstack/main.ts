import * as z from 'zod';
import { runCommands } from '#shared/cli/commands';
import { type CommandProgram, defineProgram } from '#shared/cli/program';
import { serve } from './daemon.ts';
import { sam } from './sam.ts';
import { readLocalStackSettings } from './settings.ts';
import { status } from './status.ts';
import { down, reset } from './stop.ts';
import { up } from './up.ts';

const NOTES = `Variables: LOCALSTACK_PORT USER_PORT RESTAURANT_PORT ORDER_PORT GATEWAY_PORT; ENGINE_PORT (traces, with --host);
POSTGRES_PORT REDIS_PORT (with Docker)
LOCALSTACK_DATA_DIR LOCALSTACK_CACHE_DIR LOCALSTACK_PYTHON DATABASE_URL REDIS_URL OTEL_EXPORTER_OTLP_ENDPOINT
OTEL_SDK_DISABLED`;

const host = {
  host: {
    help: 'without Docker: LocalStack from its Python package, functions as processes of this machine',
  },
} as const;

const PROGRAM: CommandProgram = {
  usage: 'npm run localstack:<up|status|down|reset> | npm run sam',
  notes: NOTES,
  commands: {
    up: defineProgram({
      command: 'npm run localstack:up --',
      about: 'start LocalStack, deploy the app to it, print the addresses',
      options: host,
      notes: NOTES,
      run: ({ options }, env) => up(readLocalStackSettings(env), options.host),
    }),
    status: defineProgram({
      command: 'npm run localstack:status --',
      about: 'print the addresses, or what is missing',
      notes: 'Exit code 0: deployed, 1: not.',
      run: (_, env) => status(readLocalStackSettings(env)),
    }),
    down: defineProgram({
      command: 'npm run localstack:down --',
      about: 'stop it, and the containers of Grafana and its stores',
      options: host,
      run: ({ options }, env) => down(readLocalStackSettings(env), options.host),
    }),
    reset: defineProgram({
      command: 'npm run localstack:reset --',
      about: 'stop it and delete its data, and the volumes of Grafana and its stores',
      options: host,
      run: ({ options }, env) => reset(readLocalStackSettings(env), options.host),
    }),
    sam: defineProgram({
      command: 'npm run sam --',
      about: 'run one function in a container, by sam local invoke',
      args: {
        name: {
          label: 'function',
          schema: z.string({ error: 'the name of a function, such as place-order' }),
        },
        file: { label: 'event file', schema: z.string().optional() },
      },
      passesOn: 'options of sam local invoke',
      run: ({ args, passedOn }, env) => sam(env, { ...args, options: passedOn }),
    }),
    serve: defineProgram({
      command: 'node local/localstack/main.ts serve',
      about: 'run the background process of localstack:up -- --host',
      run: (_, env) => serve(readLocalStackSettings(env)),
    }),
  },
};

process.exit(await runCommands(PROGRAM));
