import { type Bitmap, decodePng, encodeIndexed } from './png.ts';

const MOST_COLOURS = 256;
const BITS = 8;

/** Writes a picture of text and lines anew, with few colours: fewer bytes, and no difference that is seen. */
export function smallPng(png: Buffer): Buffer {
  const bitmap = decodePng(png);
  const colours = coloursOf(bitmap);
  const palette = paletteOf(colours);
  const nearest = new Map<number, number>();
  const bytes = Buffer.alloc(colours.length);
  for (const [at, colour] of colours.entries()) {
    let index = nearest.get(colour);
    if (index === undefined) {
      index = nearestTo(colour, palette);
      nearest.set(colour, index);
    }
    bytes[at] = index;
  }
  const text = Buffer.from(palette.flatMap((colour) => [...partsOf(colour)]));
  return encodeIndexed({ ...bitmap, channels: 1, bytes }, text);
}

function coloursOf({ bytes, channels }: Bitmap): number[] {
  const colours: number[] = [];
  for (let at = 0; at < bytes.length; at += channels) colours.push(bytes.readUIntBE(at, 3));
  return colours;
}

const partsOf = (colour: number): readonly [number, number, number] => [
  colour >> (2 * BITS),
  (colour >> BITS) & 0xff,
  colour & 0xff,
];

const distance = (one: number, other: number): number => {
  const [a, b] = [partsOf(one), partsOf(other)];
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
};

const nearestTo = (colour: number, palette: readonly number[]): number =>
  palette.reduce(
    (best, each, at) => (distance(each, colour) < distance(palette[best] ?? 0, colour) ? at : best),
    0,
  );

/** The most frequent colours, without those that are all but the same as a more frequent one. */
function paletteOf(colours: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const sorted = [...counts].toSorted(([, one], [, other]) => other - one).map(([colour]) => colour);
  for (let alike = 0; ; alike = alike * 2 + 1) {
    const palette: number[] = [];
    for (const colour of sorted) {
      if (palette.every((each) => distance(each, colour) > alike)) palette.push(colour);
      if (palette.length > MOST_COLOURS) break;
    }
    if (palette.length <= MOST_COLOURS) return palette;
  }
}
