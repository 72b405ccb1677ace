import { type DynamoFault, invalid, invalidValue } from '../fault.ts';
import type { Bound } from '../storage/read-range.ts';
import type { KeyAttribute, Keys } from '../tables/table.ts';
import { type AttributeValue, typeOf } from '../values/attribute-value.ts';
import { orderedBytes } from '../values/key-bytes.ts';
import { prefixBounds } from './prefix-bounds.ts';
import type { Condition, Operand } from './syntax.ts';

export interface KeyRange {
  readonly hash: Buffer;
  readonly bounds: readonly Bound[];
}

const LABEL = 'Invalid KeyConditionExpression';
const unsupported = (): DynamoFault => invalid('Query key condition not supported');

/** Reads the keys that a key condition selects. @throws DynamoFault for a condition of another form */
export function keyRangeOf(condition: Condition, keys: Keys): KeyRange {
  const parts = partsOf(condition).map((part) => ({ part, name: attributeOf(part) }));
  const of = (key: KeyAttribute | undefined) => parts.filter(({ name }) => key && name === key.name);
  const [[hash, ...moreHash], [range, ...moreRange]] = [of(keys.hash), of(keys.range)];
  if (!hash) throw invalid(`Query condition missed key schema element: ${keys.hash.name}`);
  if (moreHash.length + moreRange.length > 0)
    throw invalid(`${LABEL}: KeyConditionExpressions must only contain one condition per key`);
  if (parts.length > (range ? 2 : 1)) throw missedOrSurplus(keys, Boolean(range));
  const [only, ...others] = boundsOf(hash.part, keys.hash);
  if (only?.operator !== '=' || others.length > 0) throw unsupported();
  return { hash: only.bytes, bounds: range && keys.range ? boundsOf(range.part, keys.range) : [] };
}

function missedOrSurplus({ range }: Keys, hasRange: boolean): DynamoFault {
  return range && !hasRange
    ? invalid(`Query condition missed key schema element: ${range.name}`)
    : unsupported();
}

function partsOf(condition: Condition): readonly Condition[] {
  if (condition.kind === 'and') return [...partsOf(condition.left), ...partsOf(condition.right)];
  if (condition.kind === 'or' || condition.kind === 'not' || condition.kind === 'in')
    throw invalid(
      `${LABEL}: Invalid operator used in KeyConditionExpression: ${condition.kind.toUpperCase()}`,
    );
  return [condition];
}

/** Returns the name of the attribute that stands on the left side. */
function attributeOf(part: Condition): string {
  const left = part.kind === 'compare' ? part.left : 'of' in part && 'kind' in part.of ? part.of : undefined;
  if (!left || !isOperand(left) || left.kind !== 'path') throw unsupported();
  if (left.path.length > 1)
    throw invalid(`${LABEL}: KeyConditionExpressions cannot have conditions on nested attributes`);
  return left.path[0];
}

const isOperand = (node: Condition | Operand): node is Operand =>
  node.kind === 'path' || node.kind === 'value' || node.kind === 'size';

function boundsOf(part: Condition, key: KeyAttribute): readonly Bound[] {
  switch (part.kind) {
    case 'compare':
      if (part.by === '<>') throw unsupported();
      return [{ operator: part.by, bytes: bytesOf(part.right, key) }];
    case 'between': {
      const [low, high] = [bytesOf(part.low, key), bytesOf(part.high, key)];
      if (Buffer.compare(low, high) > 0)
        throw invalid(
          `${LABEL}: The BETWEEN operator requires upper bound to be greater than or equal to lower bound`,
        );
      return [
        { operator: '>=', bytes: low },
        { operator: '<=', bytes: high },
      ];
    }
    case 'begins':
      if (key.type === 'N') throw unsupported();
      return prefixBounds(bytesOf(part.argument, key));
    default:
      throw unsupported();
  }
}

function bytesOf(operand: Operand, key: KeyAttribute): Buffer {
  if (operand.kind !== 'value') throw unsupported();
  return keyBytes(operand.value, key);
}

function keyBytes(value: AttributeValue, { name, type }: KeyAttribute): Buffer {
  if (typeOf(value) !== type) throw invalidValue('Condition parameter type does not match schema type');
  const bytes = orderedBytes(value);
  if (bytes && bytes.length > 0) return bytes;
  throw invalid(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
  );
}
