import * as z from 'zod';
import { engineKeyHeaders } from '#shared/cli/engine-key';
import { type Environment, readSettings } from '#shared/cli/settings';
import { PORT_NUMBERS } from '#shared/ports';
import { port } from '#shared/settings/kinds';
import { engineStores } from './engine-stores.ts';

/** Variables that a tool requires; the functions use the same names. */
const NEEDED = {
  STAGE: z.string().min(1),
  ORDERS_TABLE: z.string().min(1),
  PAYMENTS_TABLE: z.string().min(1),
  RECOVERY_QUEUE_URL: z.url(),
  RECOVERY_DLQ_URL: z.url(),
  DATABASE_URL: z.url(),
  REDIS_URL: z.url(),
};

const StoresSettings = z.object({
  ...NEEDED,
  // Of no rule; npm run records lists users
  USERS_TABLE: z.string().optional(),
  // The AWS SDK fills in what is absent, as in the functions.
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
  AWS_ENDPOINT_URL_SQS: z.url().optional(),
  AWS_REGION: z.string().optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
});
export type StoresSettings = z.infer<typeof StoresSettings>;

const NAMES = Object.keys(NEEDED);
const EngineAddress = z.object({ ENGINE_PORT: port.default(PORT_NUMBERS.engine) });

/** Returns whether the environment alone says where the stores are, as for a deployment on AWS. */
export const namesAllStores = (env: Environment): boolean => NAMES.every((name) => env[name]);

/**
 * The stores of the running engine. Environment variables override the engine's status.
 * @throws UsageError for a wrong variable, CannotRead where no engine answers
 */
export async function findStores(env: Environment): Promise<StoresSettings> {
  const named = Object.fromEntries(NAMES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  if (namesAllStores(env)) return readSettings(StoresSettings, env);
  const { ENGINE_PORT } = readSettings(EngineAddress, env);
  const missing = NAMES.filter((name) => !(name in named)).join(', ');
  const ofEngine = await engineStores(`http://127.0.0.1:${ENGINE_PORT}`, missing, engineKeyHeaders(env));
  return readSettings(StoresSettings, { ...ofEngine, ...named });
}
