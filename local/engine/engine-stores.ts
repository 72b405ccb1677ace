import { join } from 'node:path';
import { reportingProgress } from '#shared/cli/progress';
import { pointsIn } from '#shared/faults/points/known-points';
import type { Point } from '#shared/faults/points/point';
import { RESOURCE_TYPES } from '../services/backends.ts';
import { type Addresses, provision } from '../services/provision.ts';
import { type Backends, startBackends } from '../services/running-backends.ts';
import { type Model, readModel } from '../template/model.ts';
import { systemStacks } from '../template/system-stacks.ts';
import type { EngineHost } from './engine-host.ts';
import { startWithoutFaults } from './leftover-faults.ts';
import { loopback } from './listeners.ts';

/** The running stores and the model of the templates. */
export interface EngineStores {
  readonly backends: Backends;
  readonly model: Model;
  readonly addresses: Addresses;
}

/** Starts the stores and creates the resources of the templates in them. */
export async function startStores(host: EngineHost, stack: AsyncDisposableStack): Promise<EngineStores> {
  const { log, options, signal, onProgress } = host;
  const [backends, model] = await startParts(host, stack);
  signal.throwIfAborted();
  const addresses = await provision(model.resources, backends.services);
  onProgress('tables, queues and parameters ready');
  await startWithoutFaults(model.resources('AWS::SSM::Parameter'), backends.services.ssm, {
    keep: options.keepFaults ?? false,
    isOwn: options.external?.ssm === undefined,
    log,
  });
  return { backends, model, addresses };
}

/** Starts the stores and reads the templates in parallel, because neither needs the other. */
async function startParts(host: EngineHost, stack: AsyncDisposableStack): Promise<[Backends, Model]> {
  const { options, listeners, inside } = host;
  const failed = new AbortController();
  let points: readonly Point[] | undefined;
  const starting = startBackends({
    ...host,
    engineUrl: loopback(listeners.engine),
    insideUrl: loopback(inside),
    external: options.external ?? {},
    redis: options.redis ?? 'auto',
    dynamodb: options.dynamodb,
    points: () => points,
  });
  stack.defer(async () => {
    const [result] = await Promise.allSettled([starting]);
    if (result?.status === 'fulfilled') await result.value.dispose();
  });
  const reading = readTemplates(host, AbortSignal.any([host.signal, failed.signal])).then((model) => {
    points = pointsOfFunctions(model.functions);
    return model;
  });
  stack.defer(async () => {
    failed.abort();
    await Promise.allSettled([reading]);
  });
  return await Promise.all([starting, reading]);
}

/** The build writes the points of all services beside each function. */
export const pointsOfFunctions = ([first]: Model['functions']): readonly Point[] | undefined =>
  first && pointsIn(first.directory);

async function readTemplates(
  { options, dataDir, watchdog, onProgress }: EngineHost,
  signal: AbortSignal,
): Promise<Model> {
  const templates =
    options.templates ??
    (await reportingProgress('building the functions and synthesising the stacks', onProgress, () =>
      systemStacks({ outdir: join(dataDir.path, 'cdk.out'), signal, processes: watchdog }),
    ));
  const model = readModel(templates, RESOURCE_TYPES);
  onProgress(`${model.functions.length} functions of ${templates.length} stacks read`);
  return model;
}
