import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Pixels as bytes, row by row from the top. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** Bytes of a pixel: 3 for red, green and blue, 4 with alpha, 1 for the index of a colour. */
  readonly channels: number;
  readonly bytes: Buffer;
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** Length and type of a chunk. */
const HEAD_BYTES = 8;
const CHECK_BYTES = 4;
const BIT_DEPTH = 8;
const INDEXED = 3;
/** Channels by the colour type of the header. */
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };
const BEST = 9;

/** Reads a PNG with 8 bits a channel that is not interlaced, as browsers write them. */
export function decodePng(png: Buffer): Bitmap {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  const channels = CHANNELS[header?.[9] ?? 0];
  if (!header || channels === undefined || header[8] !== BIT_DEPTH || header[12] !== 0)
    throw new Error('the PNG is of a kind that is not read here');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const bytes = unfiltered(inflateSync(Buffer.concat(packed)), { height, channels, row: width * channels });
  return { width, height, channels, bytes };
}

/** Writes a PNG whose pixels are indexes into a palette of at most 256 colours, three bytes each. */
export function encodeIndexed({ width, height, bytes }: Bitmap, palette: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = BIT_DEPTH;
  header[9] = INDEXED;
  const rows = Array.from({ length: height }, (_, y) => [
    Buffer.of(0),
    bytes.subarray(y * width, (y + 1) * width),
  ]);
  const data = deflateSync(Buffer.concat(rows.flat()), { level: BEST, memLevel: BEST });
  const chunks = [chunk('IHDR', header), chunk('PLTE', palette), chunk('IDAT', data)];
  return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

function chunksOf(png: Buffer): { readonly type: string; readonly data: Buffer }[] {
  const found: { type: string; data: Buffer }[] = [];
  let at = SIGNATURE.length;
  while (at + HEAD_BYTES <= png.length) {
    const length = png.readUInt32BE(at);
    const start = at + HEAD_BYTES;
    found.push({
      type: png.toString('latin1', at + 4, start),
      data: png.subarray(start, start + length),
    });
    at = start + length + CHECK_BYTES;
  }
  return found;
}

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(data.length, 0);
  head.write(type, 4, 'latin1');
  const check = Buffer.alloc(CHECK_BYTES);
  check.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])), 0);
  return Buffer.concat([head, data, check]);
}

/** Undoes the filter of each row, which is its first byte. */
function unfiltered(
  raw: Buffer,
  { height, channels, row }: { readonly height: number; readonly channels: number; readonly row: number },
): Buffer {
  const bytes = Buffer.alloc(height * row);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (row + 1)] ?? 0;
    for (let x = 0; x < row; x++) {
      const at = y * row + x;
      const left = x < channels ? 0 : (bytes[at - channels] ?? 0);
      const above = y === 0 ? 0 : (bytes[at - row] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (bytes[at - row - channels] ?? 0);
      bytes[at] = (raw[y * (row + 1) + 1 + x] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return bytes;
}

/** What a filter expects of a byte, by its neighbours. */
function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return Math.floor((left + above) / 2);
  if (filter !== 4) return 0;
  const estimate = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((each) => Math.abs(estimate - each)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
