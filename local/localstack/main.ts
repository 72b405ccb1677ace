import { existsSync } from 'node:fs';
import * as z from 'zod';
import { runCommands } from '#shared/cli/commands';
import { type CommandProgram, defineProgram, EXIT } from '#shared/cli/program';
import { SERVICE_NAMES, serviceTitle } from '#shared/services';
import { checkDataFolder } from '../host/data-folder.ts';
import { PREFIXES } from '../path-router/prefixes.ts';
import { awsCommand } from '../services/aws-command.ts';
import { removeOwnData } from '../services/remove-data-dir.ts';
import { cdkLocalVariables } from './cdklocal-variables.ts';
import { composeDown, composeUp, hasCompose } from './compose.ts';
import { findRunning, serve, startDaemon, stopDaemon } from './daemon.ts';
import { deploy } from './deploy.ts';
import { ensureFirstData } from './first-data.ts';
import { sam } from './sam.ts';
import { type LocalStackSettings, readLocalStackSettings } from './settings.ts';
import type { SystemUrls } from './system.ts';

const NOTES = `Variables: LOCALSTACK_PORT USER_PORT RESTAURANT_PORT ORDER_PORT GATEWAY_PORT ENGINE_PORT (traces)
LOCALSTACK_DATA_DIR LOCALSTACK_CACHE_DIR LOCALSTACK_PYTHON DATABASE_URL REDIS_URL OTEL_EXPORTER_OTLP_ENDPOINT
OTEL_SDK_DISABLED`;

const MS_PER_SECOND = 1_000;

function onProgress(text: string): void {
  const seconds = `${(performance.now() / MS_PER_SECOND).toFixed(1)} s`;
  process.stdout.write(`${seconds.padStart(8)}  ${text}\n`);
}

async function up(settings: LocalStackSettings, host: boolean): Promise<number> {
  const started = host
    ? ((await findRunning(settings.dataDir)) ?? (await startDaemon(settings, onProgress)))
    : await composeUp(settings);
  await deploy({ ...started, dataDir: settings.dataDir, onProgress });
  const isNew = await ensureFirstData(started);
  onProgress(isNew ? 'new deployment: stock is seeded again' : 'known deployment: its data is kept');
  process.stdout.write(`\n${addresses(started)}\n`);
  return EXIT.ok;
}

interface Addresses {
  readonly urls: SystemUrls;
  readonly endpoint: string;
  readonly tracesUrl?: string;
}

function addresses({ urls, endpoint, tracesUrl }: Addresses): string {
  const exports = Object.entries(cdkLocalVariables(endpoint)).map(([name, value]) => `${name}=${value}`);
  return [
    ...SERVICE_NAMES.map((name) => `  ${serviceTitle(name).padEnd(21)}${urls[name]}    ${urls[name]}/docs`),
    `  Gateway              ${urls.gateway}    ${PREFIXES}`,
    `  LocalStack           ${endpoint}    ${awsCommand(endpoint, 'ssm describe-parameters')}`,
    ...(tracesUrl ? [`  Traces               ${tracesUrl}`] : []),
    '',
    'For cdklocal in this shell:',
    `  export ${exports.join(' ')}`,
    '',
    'npm run localstack:down stops it.',
  ].join('\n');
}

async function down({ dataDir }: LocalStackSettings, ...composeOptions: readonly string[]): Promise<number> {
  if (await stopDaemon(dataDir)) process.stdout.write('stopped\n');
  else if (await hasCompose()) await composeDown(...composeOptions);
  else process.stdout.write('nothing is running\n');
  return EXIT.ok;
}

async function reset(settings: LocalStackSettings): Promise<number> {
  await down(settings, '--volumes');
  const { dataDir } = settings;
  if (existsSync(dataDir)) {
    await checkDataFolder(dataDir);
    await removeOwnData(dataDir);
  }
  process.stdout.write(`deleted ${dataDir}\n`);
  return EXIT.ok;
}

const host = {
  host: {
    help: 'without Docker: LocalStack from its Python package, functions as processes of this machine',
  },
} as const;

const PROGRAM: CommandProgram = {
  usage: 'npm run localstack:<up|down|reset> | npm run sam',
  notes: NOTES,
  commands: {
    up: defineProgram({
      command: 'npm run localstack:up --',
      about: 'start LocalStack, deploy the app to it, print the addresses',
      options: host,
      notes: NOTES,
      run: ({ options }, env) => up(readLocalStackSettings(env), options.host),
    }),
    down: defineProgram({
      command: 'npm run localstack:down --',
      about: 'stop it',
      options: host,
      run: (_, env) => down(readLocalStackSettings(env)),
    }),
    reset: defineProgram({
      command: 'npm run localstack:reset --',
      about: 'stop it and delete its data',
      options: host,
      run: (_, env) => reset(readLocalStackSettings(env)),
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
