import { messageOf } from '#shared/error-message';
import { shownValue } from '#shared/settings/read-values';
import { EngineError } from '../host/engine-error.ts';
import type { Backend } from './backend.ts';
import type { Service } from './service.ts';
import { type Address, tcpProbe } from './tcp.ts';

type Named = Pick<Backend, 'variable' | 'example'>;

const REACH_TIMEOUT_MS = 3_000;
const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'postgresql:': 5432,
  'postgres:': 5432,
  'redis:': 6379,
  'rediss:': 6379,
  'http:': 80,
  'https:': 443,
};

function addressOf(url: string, { variable, example }: Named): Address {
  const { hostname, port, protocol } = URL.parse(url) ?? {};
  const number = Number(port) || DEFAULT_PORTS[protocol ?? ''];
  if (!hostname || !number) {
    throw new EngineError(`${variable} is ${shownValue(variable, url)}, allowed: a URL such as ${example}`);
  }
  return { host: hostname.replace(/^\[|\]$/g, ''), port: number };
}

async function reach(url: string, backend: Named): Promise<void> {
  const address = addressOf(url, backend);
  const { variable } = backend;
  try {
    await tcpProbe(address, undefined, REACH_TIMEOUT_MS);
  } catch (error) {
    throw new EngineError(
      `nothing answers at ${address.host}:${address.port}, where ${variable} points (${messageOf(error)}); ` +
        `start it, or unset ${variable} to let the engine start its own`,
    );
  }
}

/** Creates the service of an external store. It is probed at the start and never stopped. */
export function externalService(url: string, backend: Named): Service {
  return {
    url,
    pid: undefined,
    start: () => reach(url, backend),
    stop: async () => undefined,
  };
}
