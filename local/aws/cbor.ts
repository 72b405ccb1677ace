const TEXT = 0x60;
const MAP = 0xa0;
const MOST_IN_HEAD = 23;
const LENGTH_IN_TWO_BYTES = 25;

/** Encodes a map of at most 23 texts as CBOR (RFC 8949). */
export function cborTextMap(texts: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(texts);
  return Buffer.concat([Buffer.of(MAP | entries.length), ...entries.flat().map(encodedText)]);
}

function encodedText(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length <= MOST_IN_HEAD) return Buffer.concat([Buffer.of(TEXT | bytes.length), bytes]);
  const head = Buffer.of(TEXT | LENGTH_IN_TWO_BYTES, 0, 0);
  head.writeUInt16BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}
