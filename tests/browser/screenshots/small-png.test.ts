import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodePng, encodeIndexed } from './png.ts';
import { smallPng } from './small-png.ts';

const WIDTH = 3;
const ROW = WIDTH * 3;
const PIXELS = [
  [255, 255, 255, 250, 10, 0, 0, 0, 0],
  [255, 255, 255, 250, 10, 0, 7, 7, 7],
  [0, 128, 0, 0, 128, 0, 255, 255, 255],
  [0, 128, 0, 1, 128, 0, 255, 250, 255],
  [9, 8, 7, 6, 5, 4, 3, 2, 1],
];

/** Filters the rows by the five filters that PNG has, one each. */
function filteredPng(): Buffer {
  const at = (y: number, x: number): number => (y < 0 || x < 0 ? 0 : (PIXELS[y]?.[x] ?? 0));
  const paeth = (a: number, b: number, c: number): number => {
    const p = a + b - c;
    return [a, b, c].toSorted((one, other) => Math.abs(p - one) - Math.abs(p - other))[0] ?? 0;
  };
  const filters = [
    () => 0,
    (y: number, x: number) => at(y, x - 3),
    (y: number, x: number) => at(y - 1, x),
    (y: number, x: number) => Math.floor((at(y, x - 3) + at(y - 1, x)) / 2),
    (y: number, x: number) => paeth(at(y, x - 3), at(y - 1, x), at(y - 1, x - 3)),
  ];
  const rows = filters.map((filter, y) => [
    y,
    ...Array.from({ length: ROW }, (_, x) => (at(y, x) - filter(y, x)) & 0xff),
  ]);
  const template = encodeIndexed(
    { width: WIDTH, height: PIXELS.length, channels: 1, bytes: Buffer.alloc(15) },
    Buffer.alloc(3),
  );
  // the header of an image with a palette, made one of red, green and blue; its checksum is not read
  const header = Buffer.from(template.subarray(0, 33));
  header[25] = 2;
  const packed = deflateSync(Buffer.from(rows.flat()));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(packed.length);
  head.write('IDAT', 4, 'latin1');
  return Buffer.concat([header, head, packed, Buffer.alloc(4)]);
}

test('each of the five filters of PNG is undone', () => {
  expect([...decodePng(filteredPng()).bytes]).toEqual(PIXELS.flat());
});

test('few colours stay as they are', () => {
  const small = smallPng(filteredPng());

  expect(small.subarray(1, 4).toString()).toBe('PNG');
  expect(small.length).toBeLessThan(200);
  expect(() => decodePng(small)).toThrow('not read here');
});
