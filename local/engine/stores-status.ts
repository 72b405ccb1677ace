import { SERVICE_NAMES } from '#shared/services';
import { LOCAL_IDENTITY } from '../http/aws-json.ts';
import { BACKEND_NAMES, BACKENDS, type BackendName } from '../services/backends.ts';
import { withoutPassword } from '../services/without-password.ts';

/** Variables that name the functions' resources in the stores. */
const NAMES = [
  'STAGE',
  'USERS_TABLE',
  'ORDERS_TABLE',
  'PAYMENTS_TABLE',
  'RECOVERY_QUEUE_URL',
  'RECOVERY_DLQ_URL',
] as const;

/**
 * Returns the addresses of the stores for tools. Passwords are omitted: they are in the data folder, for users who may
 * read it.
 */
export function storesStatus(
  variablesOf: (service: string) => Readonly<Record<string, string>>,
  urls: Readonly<Record<BackendName, string>>,
): Record<string, string> {
  const variables = Object.assign({}, ...SERVICE_NAMES.map(variablesOf)) as Record<string, string>;
  const named = NAMES.flatMap((name) => {
    const value = variables[name];
    return value === undefined ? [] : [[name, value]];
  });
  const addresses = BACKEND_NAMES.flatMap((name) => {
    const { environment, variable } = BACKENDS[name];
    return Object.entries(environment?.(urls[name]) ?? { [variable]: urls[name] });
  });
  const { region, accessKeyId } = LOCAL_IDENTITY;
  return {
    ...Object.fromEntries(named),
    ...Object.fromEntries(addresses.map(([name, url]) => [name, withoutPassword(url)])),
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: accessKeyId,
  };
}
