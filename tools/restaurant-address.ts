import * as z from 'zod';
import { createServiceTokens } from '#shared/auth/tokens';
import { engineKeyHeaders } from '#shared/cli/engine-key';
import { type Environment, readSettings } from '#shared/cli/settings';
import { PORT_NUMBERS } from '#shared/ports';
import { port } from '#shared/settings/kinds';
import { engineUrls } from './engine-urls.ts';

const Variables = z.object({
  RESTAURANT_URL: z.url({ protocol: /^https?$/, error: 'the address of a restaurant service' }).optional(),
  ENGINE_PORT: port.default(PORT_NUMBERS.engine),
  SERVICE_TOKEN_SECRET: z.string().min(16, 'the key of service tokens').optional(),
});

/** A restaurant service, and the right to change its stock. */
export interface Restaurant {
  readonly url: string;
  /** Headers of a call that changes stock: a token where the key of service tokens is known. */
  authorise(): Promise<Readonly<Record<string, string>>>;
}

/**
 * The restaurant service of the running engine, or the one that RESTAURANT_URL names.
 * @throws UsageError for a wrong variable, UserError where no engine answers
 */
export async function findRestaurant(env: Environment): Promise<Restaurant> {
  const { RESTAURANT_URL, ENGINE_PORT, SERVICE_TOKEN_SECRET } = readSettings(Variables, env);
  const tokens = SERVICE_TOKEN_SECRET && createServiceTokens(SERVICE_TOKEN_SECRET);
  return {
    url: RESTAURANT_URL?.replace(/\/$/, '') ?? (await urlInEngine(ENGINE_PORT, engineKeyHeaders(env))),
    authorise: async () => (tokens ? { authorization: `Bearer ${await tokens.sign('restaurant')}` } : {}),
  };
}

async function urlInEngine(enginePort: number, headers: Readonly<Record<string, string>>): Promise<string> {
  const { restaurant = '' } = await engineUrls(enginePort, headers, 'RESTAURANT_URL');
  return restaurant;
}
