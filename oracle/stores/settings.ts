import * as z from 'zod';
import { CannotRead } from './cannot-read.ts';
import { engineStores } from './engine-stores.ts';

/** What a tool must know; the functions know the same by the same names. */
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
  // What is absent here is left to the AWS SDK, as in the functions.
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
  AWS_ENDPOINT_URL_SQS: z.url().optional(),
  AWS_REGION: z.string().optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
});
export type StoresSettings = z.infer<typeof StoresSettings>;

type Environment = Readonly<Record<string, string | undefined>>;

const NAMES = Object.keys(NEEDED);
const DEFAULT_ENGINE_PORT = '8004';

/**
 * The stores that the environment names, or else those of the running engine. A variable that is set goes before
 * what the engine tells.
 * @throws CannotRead
 */
export async function findStores(env: Environment): Promise<StoresSettings> {
  const named = Object.fromEntries(NAMES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  if (Object.keys(named).length === NAMES.length) return parse(env);
  const port = env.ENGINE_PORT || DEFAULT_ENGINE_PORT;
  const missing = NAMES.filter((name) => !(name in named)).join(', ');
  const told = await engineStores(`http://127.0.0.1:${port}`, missing);
  return parse({ ...told, ...named });
}

function parse(values: Environment): StoresSettings {
  const present = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
  const result = StoresSettings.safeParse(present);
  if (result.success) return result.data;
  const wrong = result.error.issues.map(({ path, message }) => `${path.join('.')} (${message})`).join(', ');
  throw new CannotRead(`The stores cannot be found: ${wrong}`);
}
