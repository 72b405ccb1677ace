import type { TestProject } from 'vitest/node';
import { mapValues } from '#shared/map-values';
import { PORT_NUMBERS } from '#shared/ports';
import { buildFunctions } from '#stacks/build';
import type { ServiceUrls } from '#tests/support/api/urls';
import { temporaryEngine } from '#tests/support/engine/temporary-engine';
import { deployedEmulator } from '#tests/support/targets/deployed-emulator';
import { target } from '#tests/support/targets/target';

/**
 * Starts the system once for all files. `TARGET=engine` (default) starts an engine on a folder of its own,
 * `TARGET=localstack` and `TARGET=ministack` these, without Docker; `TARGET=url` takes what is running already, at USER_URL,
 * RESTAURANT_URL, ORDER_URL, GATEWAY_URL and SSM_URL.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (target.name === 'url') {
    project.provide('urls', urlsFromEnvironment());
    project.provide('ssmEndpoint', process.env.SSM_URL ?? `http://localhost:${PORT_NUMBERS.engine}`);
    return undefined;
  }
  await buildFunctions();
  if (target.name === 'localstack' || target.name === 'ministack') {
    const system = await deployedEmulator(target.name);
    project.provide('urls', system.urls);
    project.provide('ssmEndpoint', system.endpoint);
    return () => system.stop();
  }
  const { engine, stop } = await temporaryEngine({ warmUp: true });
  project.provide('urls', engine.urls);
  project.provide('ssmEndpoint', engine.backends.ssm);
  return stop;
}

function urlsFromEnvironment(): ServiceUrls {
  const { engine: _, ...served } = PORT_NUMBERS;
  return mapValues(
    served,
    (port, name) => process.env[`${name.toUpperCase()}_URL`] ?? `http://localhost:${port}`,
  );
}
