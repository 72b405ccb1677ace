import { LOCAL_IDENTITY } from '../http/aws-json.ts';
import type { Backends } from '../services/running-backends.ts';

/** The variables by which the functions find the stores. */
const NAMES = [
  'STAGE',
  'ORDERS_TABLE',
  'PAYMENTS_TABLE',
  'RECOVERY_QUEUE_URL',
  'RECOVERY_DLQ_URL',
  'DATABASE_URL',
  'REDIS_URL',
  'AWS_ENDPOINT_URL_DYNAMODB',
  'AWS_ENDPOINT_URL_SQS',
] as const;

type Endpoints = Pick<Backends, 'dynamodbEndpoint' | 'functionsDynamodbEndpoint'>;

/**
 * Where the stores are, for tools that read them. Passwords are left out: whoever may read the data folder finds
 * them there.
 */
export function storesStatus(
  variablesOf: (service: string) => Readonly<Record<string, string>>,
  { dynamodbEndpoint, functionsDynamodbEndpoint }: Endpoints,
): Record<string, string> {
  const variables = { ...variablesOf('restaurant'), ...variablesOf('order') };
  // the functions' own way is of no use to others
  const published = (url: string): string => (url === functionsDynamodbEndpoint ? dynamodbEndpoint : url);
  const told = NAMES.flatMap((name) => {
    const value = variables[name];
    return value === undefined ? [] : [[name, withoutPassword(published(value))]];
  });
  const { region, accessKeyId } = LOCAL_IDENTITY;
  return {
    ...Object.fromEntries(told),
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: accessKeyId,
  };
}

/** The same URL for all to see. */
export function withoutPassword(value: string): string {
  const url = URL.parse(value);
  if (!url?.password) return value;
  url.password = '';
  return url.href;
}
