import type { AttributeValue, Item } from './attribute-value.ts';

const LIST_OR_MAP_BYTES = 3;
const ELEMENT_BYTES = 1;
const DIGITS_PER_BYTE = 2;

const textBytes = (text: string): number => Buffer.byteLength(text);
const binaryBytes = (base64: string): number => Buffer.byteLength(base64, 'base64');
const numberSize = (text: string): number => Math.ceil(text.replace(/\D/g, '').length / DIGITS_PER_BYTE) + 1;
const sum = <T>(values: readonly T[], size: (value: T) => number): number =>
  values.reduce((total, value) => total + size(value), 0);

/**
 * Counts the bytes of a value as AWS describes them; its own count of numbers is approximate too.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function valueBytes(value: AttributeValue): number {
  if ('S' in value) return textBytes(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('B' in value) return binaryBytes(value.B);
  if ('SS' in value) return sum(value.SS, textBytes);
  if ('NS' in value) return sum(value.NS, numberSize);
  if ('BS' in value) return sum(value.BS, binaryBytes);
  if ('L' in value) return LIST_OR_MAP_BYTES + sum(value.L, (each) => ELEMENT_BYTES + valueBytes(each));
  if ('M' in value)
    return LIST_OR_MAP_BYTES + itemBytes(value.M) + ELEMENT_BYTES * Object.keys(value.M).length;
  return 1;
}

/** Counts the names and values of an item. */
export function itemBytes(item: Item): number {
  return sum(Object.entries(item), ([name, value]) => textBytes(name) + valueBytes(value));
}

/** Returns what `size()` returns: characters of a text, bytes of a binary value, elements of a set, list or map. */
export function sizeOf(value: AttributeValue): number | undefined {
  if ('S' in value) return value.S.length;
  if ('B' in value) return binaryBytes(value.B);
  if ('L' in value) return value.L.length;
  if ('M' in value) return Object.keys(value.M).length;
  if ('SS' in value) return value.SS.length;
  if ('NS' in value) return value.NS.length;
  return 'BS' in value ? value.BS.length : undefined;
}
