import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./own-address.mjs', import.meta.url));

/** Makes a function's process call from an address made of its pid. */
export const OWN_ADDRESS = { NODE_OPTIONS: `--import ${PROGRAM}` };

export function pidOfAddress(address = ''): number {
  const [, high = 1, middle = 0, low = 0] = address
    .replace(/^::ffff:/, '')
    .split('.')
    .map(Number);
  return ((high - 1) << 16) + (middle << 8) + low;
}
