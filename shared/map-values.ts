/** Returns a record with the same keys, whose values are made from the old ones. */
export function mapValues<Key extends string, From, To>(
  record: Readonly<Record<Key, From>>,
  make: (value: From, key: Key) => To,
): Record<Key, To> {
  const made: Partial<Record<Key, To>> = {};
  for (const key in record) made[key] = make(record[key], key);
  return made as Record<Key, To>;
}

/** The keys of a record, with their type. */
export const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] =>
  Object.keys(record) as Key[];

/** Waits for every value of a record. */
export async function resolveValues<Key extends string, Value>(
  record: Readonly<Record<Key, Promise<Value>>>,
): Promise<Record<Key, Value>> {
  const resolved: Partial<Record<Key, Value>> = {};
  const entries = keysOf(record).map(async (key) => {
    resolved[key] = await record[key];
  });
  await Promise.all(entries);
  return resolved as Record<Key, Value>;
}
