/** The services of AWS that functions call, by the prefix of their addresses. */
export type AwsService = 'dynamodb' | 'sqs' | 'ssm';

/** Where a service is, and who calls it. */
export interface AwsPlace {
  readonly url: URL;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/**
 * Reads the place of a service from the variables that Lambda and AWS's own SDKs use.
 * @throws Error if region or keys are missing, or an address is no URL
 */
export function placeOf(service: AwsService): AwsPlace {
  const { env } = process;
  const { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env;
  if (!AWS_REGION) throw new Error('AWS_REGION is not set');
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set');
  }
  const given = env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || env.AWS_ENDPOINT_URL;
  return {
    url: new URL(given || addressOf(service, AWS_REGION)),
    region: AWS_REGION,
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    sessionToken: AWS_SESSION_TOKEN || undefined,
  };
}

/** The public address of a service. The regions in China have a domain of their own. */
const addressOf = (service: AwsService, region: string): string =>
  `https://${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
