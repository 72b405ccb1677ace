import * as z from 'zod';
import { startOwnSystem } from '#lab/own-system';
import type { Stores } from '#oracle/stores/connect';
import { openStores } from '#oracle/stores/open-stores';
import { engineKeyHeaders } from '#shared/cli/engine-key';
import { UsageError } from '#shared/cli/errors';
import { type Environment, readSettings } from '#shared/cli/settings';
import { mapValues } from '#shared/map-values';
import { PORT_NUMBERS } from '#shared/ports';
import { SERVICES, type ServiceName } from '#shared/services';
import { port } from '#shared/settings/kinds';
import { engineUrls } from '#tools/engine-urls';

/** A running system that a scenario may load and break. */
export interface Target extends AsyncDisposable {
  /** Name in reports: `engine`, `localstack` or an address. */
  readonly name: string;
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** Address of the engine's own port, with status and traces; undefined where there is none. */
  readonly engineUrl: string | undefined;
  readonly stores: Stores;
  /** Key of the chaos routes, where the stage has one. */
  readonly chaosKey: string | undefined;
}

const EnginePort = z.object({ ENGINE_PORT: port.default(PORT_NUMBERS.engine) });

/**
 * `engine` starts a system of its own; `localstack` takes the one that runs; an address is the own port of an engine.
 * @throws UsageError for another word, UserError where no system answers
 */
export async function openTarget(name: string, env: Environment): Promise<Target> {
  if (name === 'engine') {
    const { urls, stores, [Symbol.asyncDispose]: dispose } = await startOwnSystem();
    return {
      name,
      urls: servicesOf(urls),
      engineUrl: urls.engine,
      stores,
      chaosKey: undefined,
      [Symbol.asyncDispose]: dispose,
    };
  }
  const address = name === 'localstack' ? undefined : URL.parse(name);
  if (address === null || (address && !/^https?:$/.test(address.protocol))) {
    throw new UsageError(`--target is "${name}", allowed: engine, localstack, or the address of an engine`);
  }
  const enginePort = address ? Number(address.port || '80') : readSettings(EnginePort, env).ENGINE_PORT;
  const ofTarget = { ...env, ENGINE_PORT: String(enginePort) };
  const found = await engineUrls(enginePort, engineKeyHeaders(env), '--target');
  const stores = await openStores(ofTarget);
  return {
    name,
    urls: servicesOf(found),
    engineUrl: name === 'localstack' ? undefined : found.engine,
    stores,
    chaosKey: env.CHAOS_KEY,
    async [Symbol.asyncDispose]() {
      stores[Symbol.dispose]();
    },
  };
}

const servicesOf = (urls: Readonly<Partial<Record<ServiceName, string>>>): Record<ServiceName, string> =>
  mapValues(SERVICES, (_, service) => urls[service] ?? '');
