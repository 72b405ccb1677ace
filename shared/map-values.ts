/** A record with the same keys, and a value made of each. */
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
