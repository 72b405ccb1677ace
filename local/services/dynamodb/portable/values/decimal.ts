import { invalid } from '../fault.ts';

/** A decimal number: 0.DIGITS × 10^exponent. Zero has no digits. */
export interface Decimal {
  readonly negative: boolean;
  /** Without zeros at either end. */
  readonly digits: string;
  readonly exponent: number;
}

const NUMBER = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?\s*$/;
const MOST_DIGITS = 38;
const GREATEST_EXPONENT = 126;
const LEAST_EXPONENT = -129;

/**
 * Reads a number of at most 38 digits between 1E-130 and 9.99…E+125.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
export function parseDecimal(text: string): Decimal {
  const [, sign, whole = '', fraction = '', power = '0'] = NUMBER.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '')
    throw invalid(`The parameter cannot be converted to a numeric value: ${text}`);
  return decimal(sign === '-', whole + fraction, whole.length + Number(power));
}

/** Builds a number from digits that may have zeros at the ends. */
export function decimal(negative: boolean, rawDigits: string, rawExponent: number): Decimal {
  const start = rawDigits.search(/[1-9]/);
  if (start < 0) return { negative: false, digits: '', exponent: 0 };
  const digits = rawDigits.slice(start).replace(/0+$/, '');
  const exponent = rawExponent - start;
  if (digits.length > MOST_DIGITS)
    throw invalid('Attempting to store more than 38 significant digits in a Number');
  if (exponent > GREATEST_EXPONENT)
    throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
  if (exponent < LEAST_EXPONENT)
    throw invalid(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
  return { negative, digits, exponent };
}

/** Writes a number without an exponent, as DynamoDB answers it. */
export function decimalText({ negative, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (exponent <= 0) return `${sign}0.${'0'.repeat(-exponent)}${digits}`;
  if (digits.length <= exponent) return sign + digits.padEnd(exponent, '0');
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

/** Returns the canonical text of a number: equal numbers have equal texts. */
export const canonicalNumber = (text: string): string => decimalText(parseDecimal(text));
