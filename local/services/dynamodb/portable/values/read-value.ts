import { DynamoFault, invalid, invalidValue } from '../fault.ts';
import { type AttributeValue, type Item, isTypeName, type TypeName } from './attribute-value.ts';
import { canonicalNumber } from './decimal.ts';
import { setOwn } from './own.ts';

const DEEPEST = 32;
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

const wrongType = (): DynamoFault =>
  new DynamoFault('SerializationException', 'Start of structure or map found where not expected.');

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw wrongType();
}

function binary(value: unknown): string {
  const base64 = text(value);
  if (BASE64.test(base64)) return base64;
  throw new DynamoFault('SerializationException', 'Base64 encoded length is expected a multiple of 4 bytes');
}

/** Reads a set: not empty, without duplicates. */
function members(value: unknown, kind: string, read: (member: unknown) => string): readonly string[] {
  if (!Array.isArray(value)) throw wrongType();
  const texts = value.map(read);
  if (texts.length === 0) throw invalidValue(`An ${kind} set  may not be empty`);
  if (new Set(texts).size !== texts.length)
    throw invalidValue(`Input collection [${texts.join(', ')}] contains duplicates.`);
  return texts;
}

function list(value: unknown, depth: number): readonly AttributeValue[] {
  if (!Array.isArray(value)) throw wrongType();
  return value.map((each) => readValue(each, depth));
}

const READERS: Readonly<Record<TypeName, (value: unknown, depth: number) => AttributeValue>> = {
  S: (value) => ({ S: text(value) }),
  N: (value) => ({ N: canonicalNumber(text(value)) }),
  B: (value) => ({ B: binary(value) }),
  BOOL(value) {
    if (typeof value !== 'boolean') throw wrongType();
    return { BOOL: value };
  },
  NULL(value) {
    if (typeof value !== 'boolean') throw wrongType();
    if (!value) throw invalidValue('Null attribute value types must have the value of true');
    return { NULL: true };
  },
  SS: (value) => ({ SS: members(value, 'string', text) }),
  NS: (value) => ({ NS: members(value, 'number', (member) => canonicalNumber(text(member))) }),
  BS: (value) => ({ BS: members(value, 'binary', binary) }),
  L: (value, depth) => ({ L: list(value, depth) }),
  M: (value, depth) => ({ M: readItem(value, depth) }),
};

/** Checks an attribute value of a request. @throws DynamoFault */
export function readValue(value: unknown, depth = 0): AttributeValue {
  if (!isRecord(value)) throw wrongType();
  if (depth > DEEPEST) throw invalid('Nesting Levels have exceeded supported limits');
  const given = Object.entries(value).filter(([name, content]) => isTypeName(name) && content !== null);
  const [entry, second] = given;
  const [type = '', content] = entry ?? [];
  if (!isTypeName(type))
    throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  if (second)
    throw invalid(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  return READERS[type](content, depth + 1);
}

/** Checks the attributes of an item, a key or a map. @throws DynamoFault */
export function readItem(value: unknown, depth = 0): Item {
  if (!isRecord(value)) throw wrongType();
  const item: Record<string, AttributeValue> = {};
  for (const [name, content] of Object.entries(value)) setOwn(item, name, readValue(content, depth));
  return item;
}
