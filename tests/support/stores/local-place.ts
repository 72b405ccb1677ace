import { LOCAL_IDENTITY } from '#local/http/aws-json';
import type { AwsPlace } from '#shared/aws/place';

/** A local store at an address, called as functions call it. */
export const localPlace = (url: string): AwsPlace => ({
  url: new URL(url),
  region: LOCAL_IDENTITY.region,
  accessKeyId: 'test',
  secretAccessKey: 'test',
});
