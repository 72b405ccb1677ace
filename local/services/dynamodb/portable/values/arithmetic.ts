import { type Decimal, decimal, decimalText, parseDecimal } from './decimal.ts';

/** Exponent of the last digit. */
const lastPlace = ({ digits, exponent }: Decimal): number => exponent - digits.length;

function scaled({ negative, digits, exponent }: Decimal, place: number): bigint {
  const whole = BigInt(digits.padEnd(exponent - place, '0') || '0');
  return negative ? -whole : whole;
}

/** Adds two numbers exactly, or subtracts the second. @throws DynamoFault beyond 38 digits */
export function addNumbers(left: string, right: string, sign: 1 | -1 = 1): string {
  const [a, b] = [parseDecimal(left), parseDecimal(right)];
  const place = Math.min(lastPlace(a), lastPlace(b));
  const sum = scaled(a, place) + scaled(b, place) * BigInt(sign);
  const digits = (sum < 0n ? -sum : sum).toString();
  return decimalText(decimal(sum < 0n, digits, digits.length + place));
}
