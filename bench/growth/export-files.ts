import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { marshall } from '@aws-sdk/util-dynamodb';

const CHUNK_CHARACTERS = 1_000_000;
const FASTEST = { level: 1 };

/** Writes items in the form in which DynamoDB exports a table to S3. */
export async function writeExport(folder: string, table: string, items: Iterable<object>): Promise<void> {
  const data = join(folder, table, 'data');
  mkdirSync(data, { recursive: true });
  const zip = createGzip(FASTEST);
  const file = zip.pipe(createWriteStream(join(data, 'items.json.gz')));
  let chunk = '';
  for (const item of items) {
    chunk += `${JSON.stringify({ Item: marshall(item, { removeUndefinedValues: true }) })}\n`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    if (!zip.write(chunk)) await once(zip, 'drain');
    chunk = '';
  }
  zip.end(chunk);
  await finished(file);
}
