import type * as z from 'zod';
import { EngineStatus } from '#shared/cli/engine-status';
import { UserError } from '#shared/cli/errors';

const TIMEOUT_MS = 5_000;
const Status = EngineStatus.pick({ urls: true, dataDir: true });

/** The addresses of the running engine, by the name of the port; otherwise as {@link findEngine}. */
export async function engineUrls(
  ...place: Parameters<typeof findEngine>
): Promise<Readonly<Record<string, string>>> {
  return (await findEngine(...place)).urls;
}

/**
 * The running engine: its addresses and its data folder.
 * @param headers the engine's key, where there is one
 * @param instead what to set where no engine runs, for the error: `RESTAURANT_URL`
 * @throws UserError where no engine answers
 */
export async function findEngine(
  enginePort: number,
  headers: Readonly<Record<string, string>>,
  instead: string,
): Promise<z.infer<typeof Status>> {
  const origin = `http://127.0.0.1:${enginePort}`;
  const answer: unknown = await fetch(origin, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) })
    .then((response) => response.json())
    .catch(() => undefined);
  const status = Status.safeParse(answer).data;
  if (status) return status;
  throw new UserError(
    `no engine answers at ${origin}; start one with npm start, set ENGINE_PORT, or set ${instead}`,
  );
}
