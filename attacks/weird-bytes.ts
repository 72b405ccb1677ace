import type { Random } from '#simulation/random';
import { drawOne } from './attack.ts';

export const CRLF = '\r\n';

/** Bytes that are text in another encoding, text cut off, or no text at all. */
export function weirdBody(random: Random, json: string): Buffer {
  const text = Buffer.from(json);
  return drawOne<() => Buffer>(random, [
    [3, () => text.subarray(0, random.between(0, text.length))],
    [2, () => flipped(random, text)],
    [2, () => Buffer.from(json.replace(/"[^"]*"$/, '"\xc8\xab\xb1\xe6"'), 'latin1')],
    [1, () => Buffer.from(json, 'utf16le')],
    [1, () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text])],
    [1, () => Buffer.from(Array.from({ length: random.between(1, 300) }, () => random.between(0, 255)))],
    [1, () => Buffer.from('{"a":'.repeat(random.between(10, 20_000)))],
    [1, () => Buffer.from(json + json)],
    [1, () => Buffer.from('username=a&password=%zz&=&&x=%ff')],
    [1, () => Buffer.alloc(0)],
  ])();
}

export function flipped(random: Random, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let i = random.between(1, 5); i > 0 && copy.length > 0; i--)
    copy[random.between(0, copy.length - 1)] = random.between(0, 255);
  return copy;
}
