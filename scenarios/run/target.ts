import { startOwnSystem } from '#lab/own-system';
import { TelemetryVariables, telemetryOptions } from '#local/telemetry/telemetry-variables';
import { openStores } from '#oracle/stores/open-stores';
import { engineKeyHeaders } from '#shared/cli/engine-key';
import { UsageError } from '#shared/cli/errors';
import { type Environment, readSettings } from '#shared/cli/settings';
import { findEngine } from '#tools/engine-urls';
import { localStackTarget } from './localstack-target.ts';
import { servicesOf, type Target } from './running-target.ts';

/** The stores of an engine are reached from its own machine only. */
const ON_THIS_MACHINE = ['localhost', '127.0.0.1'];

/**
 * `engine` starts a system of its own; `localstack` takes the one that runs; an address is the own port of an engine.
 * @throws UsageError for another word, UserError where no system answers
 */
export async function openTarget(name: string, env: Environment): Promise<Target> {
  if (name === 'engine') {
    const {
      urls,
      stores,
      dataDir,
      [Symbol.asyncDispose]: dispose,
    } = await startOwnSystem({
      telemetry: telemetryOptions(readSettings(TelemetryVariables, env)),
    });
    return {
      name,
      isOwn: true,
      dataDir,
      urls: servicesOf(urls),
      engineUrl: urls.engine,
      stores,
      chaosKey: undefined,
      [Symbol.asyncDispose]: dispose,
    };
  }
  if (name === 'localstack') return localStackTarget(env);
  const address = URL.parse(name);
  if (address?.protocol !== 'http:' || !ON_THIS_MACHINE.includes(address.hostname)) {
    throw new UsageError(
      `--target is "${name}", allowed: engine, localstack, or the address of an engine on this machine, such as http://localhost:8004`,
    );
  }
  const enginePort = Number(address.port || '80');
  const ofTarget = { ...env, ENGINE_PORT: String(enginePort) };
  const { urls, dataDir } = await findEngine(enginePort, engineKeyHeaders(env), '--target');
  const stores = await openStores(ofTarget);
  return {
    name,
    isOwn: false,
    dataDir,
    urls: servicesOf(urls),
    engineUrl: urls.engine,
    stores,
    chaosKey: env.CHAOS_KEY,
    async [Symbol.asyncDispose]() {
      stores[Symbol.dispose]();
    },
  };
}
