// A quick engine as a process of its own. It ends with the process that started it.
import { startEngine } from '#local/engine/engine';
import { ANY_PORTS } from '#local/http/any-ports';
import { SERVICE_NAMES } from '#shared/services';
import type { HostedSystem, HostOptions } from './hosted-engine.ts';
import { quickEngine } from './quick-engine.ts';
import { storesOf } from './stores-of.ts';

const [dataDir = '', given = '{}'] = process.argv.slice(2);
const { environment, ...options } = JSON.parse(given) as HostOptions;
const quick = await quickEngine(dataDir);
const engine = await startEngine({
  ...quick,
  ports: ANY_PORTS,
  ...options,
  environment: { ...quick.environment, ...environment },
});
const stop = (): Promise<never> => engine.dispose().then(() => process.exit());
process.on('message', stop);
process.on('disconnect', stop);
process.on('SIGINT', () => undefined); // Ctrl-C is for the program that started this one
const hitsTables = SERVICE_NAMES.flatMap((service) => engine.variables(service).FAULT_HITS_TABLE ?? []);
const ready: HostedSystem = { urls: engine.urls, stores: storesOf(engine), hitsTables };
process.send?.(ready);
