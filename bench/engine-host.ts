import { mkdirSync } from 'node:fs';
import { readEngineSettings } from '#local/cli/settings';
import { startEngine } from '#local/engine/engine';
import { mapValues } from '#shared/map-values';
import { PORT_NUMBERS } from '#shared/ports';
import { stackOf } from '#tests/support/engine/templates';
import type { HostOptions, HostReady } from './host-messages.ts';

const ANY_PORTS = mapValues(PORT_NUMBERS, () => 0);
const EMPTY_HANDLER = `export const handler = async () => ({ statusCode: 200, body: '{}' });`;

/** Beside the data folder, in which the engine wants nothing of others. */
function emptyStack(dataDir: string) {
  const folder = `${dataDir}-function`;
  mkdirSync(folder);
  return stackOf(folder, { empty: { source: EMPTY_HANDLER, route: 'GET /empty' } });
}

async function main({
  dataDir,
  emptyOn,
  telemetry,
  environment,
  maxConcurrency,
}: HostOptions): Promise<void> {
  // the defaults, or the variables of `npm start`; the log goes to this process's output
  const settings = readEngineSettings(process.env);
  const engine = await startEngine({
    ...settings,
    dataDir,
    ports: ANY_PORTS,
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    ...(telemetry && { telemetry }),
    ...(environment && { environment: { ...settings.environment, ...environment } }),
    ...(emptyOn && { templates: [emptyStack(dataDir)], external: emptyOn }),
  });
  const stop = (): Promise<never> => engine.dispose().then(() => process.exit());
  process.on('message', stop);
  process.on('disconnect', stop); // the bench has ended
  const specs = [...engine.functions].map(([key, pool]) => [key, pool.spec] as const);
  const ready: HostReady = {
    urls: engine.urls,
    backends: engine.backends,
    functions: Object.fromEntries(specs),
  };
  process.send?.(ready);
}

// Ctrl-C is for the bench, which stops this process in order
process.on('SIGINT', () => undefined);
await main(JSON.parse(process.argv[2] ?? '{}'));
