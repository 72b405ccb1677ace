import { EngineStatus } from '#shared/cli/engine-status';
import { UserError } from '#shared/cli/errors';

const TIMEOUT_MS = 5_000;
const Status = EngineStatus.pick({ urls: true });

/**
 * The addresses of the running engine, by the name of the port.
 * @param headers the engine's key, where there is one
 * @param instead what to set where no engine runs, for the error: `RESTAURANT_URL`
 * @throws UserError where no engine answers
 */
export async function engineUrls(
  enginePort: number,
  headers: Readonly<Record<string, string>>,
  instead: string,
): Promise<Readonly<Record<string, string>>> {
  const origin = `http://127.0.0.1:${enginePort}`;
  const answer: unknown = await fetch(origin, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) })
    .then((response) => response.json())
    .catch(() => undefined);
  const urls = Status.safeParse(answer).data?.urls;
  if (urls) return urls;
  throw new UserError(
    `no engine answers at ${origin}; start one with npm start, set ENGINE_PORT, or set ${instead}`,
  );
}
