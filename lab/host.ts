// A quick engine as a process of its own. It ends with the process that started it.
import { startEngine } from '#local/engine/engine';
import { ANY_PORTS } from '#local/http/any-ports';
import { removeDataDir } from '#local/services/remove-data-dir';
import { SERVICE_NAMES } from '#shared/services';
import type { HostedSystem, HostOptions } from './hosted-engine.ts';
import { quickEngine } from './quick-engine.ts';
import { storesOf } from './stores-of.ts';

const [dataDir = '', given = '{}'] = process.argv.slice(2);
const { environment, isTemporary, ...options } = JSON.parse(given) as HostOptions;
process.on('SIGINT', () => undefined); // Ctrl-C is for the program that started this one

const starting = quickEngine(dataDir).then((quick) =>
  startEngine({
    ...quick,
    ports: ANY_PORTS,
    ...options,
    environment: { ...quick.environment, ...environment },
  }),
);
let stopping: Promise<never> | undefined;
async function stop(): Promise<never> {
  const engine = await starting;
  await engine.dispose();
  // a parent that was killed cannot remove it
  if (isTemporary && !process.connected) await removeDataDir(dataDir);
  process.exit();
}
const stopOnce = (): Promise<never> => {
  stopping ??= stop();
  return stopping;
};
process.on('message', stopOnce);
process.on('disconnect', stopOnce);

const engine = await starting;
const hitsTables = SERVICE_NAMES.flatMap((service) => engine.variables(service).FAULT_HITS_TABLE ?? []);
const ready: HostedSystem = { urls: engine.urls, stores: storesOf(engine), hitsTables };
if (process.connected) process.send?.(ready);
