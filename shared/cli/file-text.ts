/**
 * Decodes the text of a file by its byte order mark, which is left out: UTF-16 is what `>` of Windows PowerShell writes.
 * Without a mark it is UTF-8.
 */
export function textOfFile(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}
