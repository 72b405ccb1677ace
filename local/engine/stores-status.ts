import { LOCAL_IDENTITY } from '../http/aws-json.ts';
import { BACKEND_NAMES, BACKENDS, type BackendName } from '../services/backends.ts';
import { withoutPassword } from '../services/without-password.ts';

/** The variables by which the functions name what is theirs in the stores. */
const NAMES = ['STAGE', 'ORDERS_TABLE', 'PAYMENTS_TABLE', 'RECOVERY_QUEUE_URL', 'RECOVERY_DLQ_URL'] as const;

/**
 * Where the stores are, for tools that read them. Passwords are left out: whoever may read the data folder finds
 * them there.
 */
export function storesStatus(
  variablesOf: (service: string) => Readonly<Record<string, string>>,
  urls: Readonly<Record<BackendName, string>>,
): Record<string, string> {
  const variables = { ...variablesOf('restaurant'), ...variablesOf('order') };
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
