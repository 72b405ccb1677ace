import type { AttributeValue } from '@aws-sdk/client-dynamodb';

type Attributes = Readonly<Record<string, AttributeValue>>;

/**
 * Reads an item of texts, numbers, booleans, lists and maps, which is what ours consist of. For a page of orders the
 * library, which reads every type, takes several times as long.
 * @throws Error for an attribute of another type
 */
export function plainItem(attributes: Attributes): Record<string, unknown> {
  const item: Record<string, unknown> = {};
  for (const name in attributes) item[name] = plainValue(attributes[name] as AttributeValue);
  return item;
}

function plainValue(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.M !== undefined) return plainItem(value.M);
  if (value.L !== undefined) return value.L.map(plainValue);
  if (value.BOOL !== undefined) return value.BOOL;
  throw new Error(`an item has an attribute of the type ${Object.keys(value).join()}`);
}
