import { invalid, invalidValue } from '../fault.ts';
import { type AttributeValue, type Item, typeOf } from '../values/attribute-value.ts';
import { orderedBytes } from '../values/key-bytes.ts';
import { own } from '../values/own.ts';
import { type Index, type KeyAttribute, type Keys, keyAttributes, type Table } from './table.ts';

/** Place of an item in a table or index, in sortable bytes. Without a range key, `range` is empty. */
export interface ItemKey {
  readonly hash: Buffer;
  readonly range: Buffer;
}

const NO_BYTES = Buffer.alloc(0);
const LONGEST_HASH = 2048;
const LONGEST_RANGE = 1024;
const NOT_THE_SCHEMA = 'The provided key element does not match the schema';

/** Reads the key of a new item. @throws DynamoFault */
export function keyOfItem({ keys, indexes }: Table, item: Item): ItemKey {
  for (const attribute of keyAttributes(keys)) {
    const value = own(item, attribute.name);
    if (!value) throw invalidValue(`Missing the key ${attribute.name} in the item`);
    if (typeOf(value) !== attribute.type)
      throw invalidValue(
        `Type mismatch for key ${attribute.name} expected: ${attribute.type} actual: ${typeOf(value)}`,
      );
  }
  const key = bytesOf(keys, item);
  for (const index of indexes) checkIndexKey(index, item);
  return key;
}

/** Reads a request's `Key`, which has exactly the key attributes. @throws DynamoFault */
export function keyOf({ keys }: Table, key: Item): ItemKey {
  const attributes = keyAttributes(keys);
  if (Object.keys(key).length !== attributes.length) throw invalid(NOT_THE_SCHEMA);
  for (const { name, type } of attributes) {
    const value = own(key, name);
    if (!value || typeOf(value) !== type) throw invalid(NOT_THE_SCHEMA);
  }
  return bytesOf(keys, key);
}

/** Returns the place of an item in an index; undefined for an item that lacks a key of the index. */
export function indexKeyOf({ keys }: Index, item: Item): ItemKey | undefined {
  const [hash, range] = [own(item, keys.hash.name), keys.range && own(item, keys.range.name)];
  if (!hash || (keys.range && !range)) return undefined;
  return { hash: sortable(hash), range: range ? sortable(range) : NO_BYTES };
}

function checkIndexKey({ name, keys }: Index, item: Item): void {
  for (const attribute of keyAttributes(keys)) {
    const value = own(item, attribute.name);
    if (value && typeOf(value) !== attribute.type)
      throw invalidValue(
        `Type mismatch for Index Key ${attribute.name} Expected: ${attribute.type} Actual: ${typeOf(value)} IndexName: ${name}`,
      );
    if (value && sortable(value).length === 0)
      throw invalid(
        `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${name}, IndexKey: ${attribute.name}`,
      );
  }
}

function bytesOf({ hash, range }: Keys, item: Item): ItemKey {
  return {
    hash: keyBytes(hash, own(item, hash.name), LONGEST_HASH),
    range: range ? keyBytes(range, own(item, range.name), LONGEST_RANGE) : NO_BYTES,
  };
}

function keyBytes({ name }: KeyAttribute, value: AttributeValue | undefined, longest: number): Buffer {
  const bytes = value ? sortable(value) : NO_BYTES;
  if (bytes.length === 0)
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
    );
  if (bytes.length > longest)
    throw invalidValue(
      longest === LONGEST_HASH
        ? `Size of hashkey has exceeded the maximum size limit of${longest} bytes`
        : `Aggregated size of all range keys has exceeded the size limit of ${longest} bytes`,
    );
  return bytes;
}

const sortable = (value: AttributeValue): Buffer => orderedBytes(value) ?? NO_BYTES;
