import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkDataFolder } from '../host/data-folder.ts';
import { EngineError } from '../host/engine-error.ts';
import { removeOwnData } from '../services/remove-data-dir.ts';
import { composeDown, composeUp, hasCompose } from './compose.ts';
import { findRunning, serve, startDaemon, stopDaemon } from './daemon.ts';
import { cdkLocalVariables, deploy } from './deploy.ts';
import { ensureFirstData } from './first-data.ts';
import { sam } from './sam.ts';
import { type LocalStackSettings, readLocalStackSettings } from './settings.ts';
import type { SystemUrls } from './system.ts';

const USAGE = `Usage: npm run localstack:<up|down|reset> [-- --host] | npm run sam -- <function> [event file] [options]

  up      start LocalStack, deploy the app to it, print the addresses
  down    stop it
  reset   stop it and delete its data
  --host  without Docker: LocalStack from its Python package, functions as processes of this machine

Settings by environment: LOCALSTACK_PORT USER_PORT RESTAURANT_PORT ORDER_PORT GATEWAY_PORT ENGINE_PORT (traces)
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
  onProgress(isNew ? 'a new deployment: stock as on the first day' : 'a deployment with data of its own');
  process.stdout.write(`\n${addresses(started)}\n`);
  return 0;
}

interface Addresses {
  readonly urls: SystemUrls;
  readonly endpoint: string;
  readonly tracesUrl?: string;
}

function addresses({ urls, endpoint, tracesUrl }: Addresses): string {
  const exports = Object.entries(cdkLocalVariables(endpoint)).map(([name, value]) => `${name}=${value}`);
  return [
    `  User service         ${urls.user}    ${urls.user}/docs`,
    `  Restaurant service   ${urls.restaurant}    ${urls.restaurant}/docs`,
    `  Order service        ${urls.order}    ${urls.order}/docs`,
    `  Gateway              ${urls.gateway}    /api/users  /api/restaurants  /api/orders`,
    `  LocalStack           ${endpoint}    aws --endpoint-url ${endpoint} ssm describe-parameters`,
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
  return 0;
}

async function reset(settings: LocalStackSettings): Promise<number> {
  await down(settings, '--volumes');
  const { dataDir } = settings;
  if (existsSync(dataDir)) {
    await checkDataFolder(dataDir);
    await removeOwnData(dataDir);
  }
  process.stdout.write(`deleted ${dataDir}\n`);
  return 0;
}

async function main(): Promise<number> {
  const [first, ...rest] = process.argv.slice(2);
  if (first === 'sam') return sam(process.env, rest);
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { host: { type: 'boolean', default: false } },
  });
  const settings = readLocalStackSettings(process.env);
  const [command] = positionals;
  if (command === 'up') return up(settings, values.host);
  if (command === 'down') return down(settings);
  if (command === 'reset') return reset(settings);
  if (command === 'serve') return serve(settings);
  throw new EngineError(`there is no command "${command ?? ''}"\n${USAGE}`);
}

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
