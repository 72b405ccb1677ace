import type { AttributeValue } from './attribute-value.ts';
import { parseDecimal } from './decimal.ts';

const ZERO = 0x80;
const POSITIVE = 0x81;
const NEGATIVE = 0x7f;
const EXPONENT_SHIFT = 129;
const BYTE = 0xff;

/**
 * Encodes a number so that the order of the bytes is the order of the numbers: sign, exponent, digits. The bytes after
 * the sign of a negative number are inverted, with an end byte because the longer of two prefixes is the smaller number.
 */
function numberBytes(text: string): Buffer {
  const { negative, digits, exponent } = parseDecimal(text);
  if (digits === '') return Buffer.of(ZERO);
  const size = [exponent + EXPONENT_SHIFT, ...Buffer.from(digits)];
  return negative
    ? Buffer.from([NEGATIVE, ...size.map((byte) => BYTE - byte), BYTE])
    : Buffer.from([POSITIVE, ...size]);
}

/** Encodes a text, number or binary value in the byte order in which DynamoDB sorts it; undefined for other types. */
export function orderedBytes(value: AttributeValue): Buffer | undefined {
  if ('S' in value) return Buffer.from(value.S);
  if ('N' in value) return numberBytes(value.N);
  return 'B' in value ? Buffer.from(value.B, 'base64') : undefined;
}
