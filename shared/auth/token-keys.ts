/** Names in the `stores` column of the keys that sign and verify tokens. */
export type TokenKey = 'userTokens' | 'serviceTokens';

/** The key that a route's right to call is checked with. */
const KEY_OF_AUTH: Readonly<Record<string, TokenKey>> = {
  user: 'userTokens',
  owner: 'userTokens',
  service: 'serviceTokens',
};

/** Everything that a function uses: what its `stores` column names, and the key of its `auth` column. */
export function usedBy({
  auth,
  stores = [],
}: {
  readonly auth?: string;
  readonly stores?: readonly string[];
}): readonly string[] {
  const key = auth === undefined ? undefined : KEY_OF_AUTH[auth];
  return key === undefined || stores.includes(key) ? stores : [...stores, key];
}
