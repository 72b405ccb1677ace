import * as z from 'zod';
import { EngineStatus } from '#shared/cli/engine-status';
import { UserError } from '#shared/cli/errors';
import { type Environment, readSettings } from '#shared/cli/settings';
import { PORT_NUMBERS } from '#shared/ports';
import { port } from '#shared/settings/kinds';

const TIMEOUT_MS = 5_000;
const Variables = z.object({
  RESTAURANT_URL: z.url({ protocol: /^https?$/, error: 'the address of a restaurant service' }).optional(),
  ENGINE_PORT: port.default(PORT_NUMBERS.engine),
});
const Status = EngineStatus.pick({ urls: true });

/**
 * The restaurant service of the running engine, or the one that RESTAURANT_URL names.
 * @throws UsageError for a wrong variable, UserError where no engine answers
 */
export async function findRestaurant(env: Environment): Promise<string> {
  const { RESTAURANT_URL, ENGINE_PORT } = readSettings(Variables, env);
  if (RESTAURANT_URL !== undefined) return RESTAURANT_URL.replace(/\/$/, '');
  const origin = `http://127.0.0.1:${ENGINE_PORT}`;
  const answer: unknown = await fetch(origin, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    .then((response) => response.json())
    .catch(() => undefined);
  const restaurant = Status.safeParse(answer).data?.urls.restaurant;
  if (restaurant !== undefined) return restaurant;
  throw new UserError(
    `no engine answers at ${origin}; start one with npm start, set ENGINE_PORT, or set RESTAURANT_URL`,
  );
}
