import { EngineError } from '../host/engine-error.ts';
import type { Service } from './service.ts';
import { type Address, tcpProbe } from './tcp.ts';

const REACH_TIMEOUT_MS = 3_000;
const EXAMPLES: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgresql://user:password@host:5432/database',
  REDIS_URL: 'redis://host:6379',
};
const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'postgresql:': 5432,
  'postgres:': 5432,
  'redis:': 6379,
  'rediss:': 6379,
  'http:': 80,
  'https:': 443,
};

function addressOf(url: string, variable: string): Address {
  const { hostname, port, protocol } = URL.parse(url) ?? {};
  const number = Number(port) || DEFAULT_PORTS[protocol ?? ''];
  if (!hostname || !number) {
    throw new EngineError(
      `${variable} must be a URL such as ${EXAMPLES[variable] ?? 'http://host:port'}, not "${url}"`,
    );
  }
  return { host: hostname.replace(/^\[|\]$/g, ''), port: number };
}

async function reach(url: string, variable: string): Promise<void> {
  const address = addressOf(url, variable);
  try {
    await tcpProbe(address, undefined, REACH_TIMEOUT_MS);
  } catch (error) {
    const reason = error instanceof Error ? error.message || String(error) : String(error);
    throw new EngineError(
      `nothing answers at ${address.host}:${address.port}, where ${variable} points (${reason}); ` +
        `start it, or unset ${variable} to let the engine start its own`,
    );
  }
}

/** A store someone else runs: looked for at the start, and otherwise left alone. */
export function externalService(url: string, variable: string): Service {
  return {
    url,
    pid: undefined,
    start: () => reach(url, variable),
    stop: async () => undefined,
  };
}

export async function externalSsm(url: string): Promise<{ ssmEndpoint: string }> {
  await reach(url, 'SSM_ENDPOINT');
  return { ssmEndpoint: url };
}
