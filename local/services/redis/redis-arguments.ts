import { Failure } from './redis-protocol.ts';

export const at = (args: readonly Buffer[], index: number): Buffer => args[index] ?? Buffer.alloc(0);
/** Converts a key to text with one character per byte, so that any bytes can be a key. */
export const key = (bytes: Buffer): string => bytes.toString('latin1');
export const word = (bytes: Buffer): string => bytes.toString('latin1').toUpperCase();
export const bulk = (text: string): Buffer => Buffer.from(text, 'latin1');

export function integer(bytes: Buffer): number {
  const text = bytes.toString('latin1');
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new Failure('ERR value is not an integer or out of range');
  }
  return value;
}
