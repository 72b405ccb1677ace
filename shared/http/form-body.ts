import type { APIGatewayProxyEvent } from 'aws-lambda';
import { refused, refuseReplaced } from './refused-body.ts';

/** Reads a urlencoded or multipart form into an object; files are left out. */
export async function parseForm(event: APIGatewayProxyEvent, contentType: string): Promise<unknown> {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const fields = new Map<string, string>();
  for (const [name, value] of await formOf(bytes, contentType)) {
    if (typeof value !== 'string') continue;
    if (fields.has(name)) throw refused('form_invalid', 'The form has the same field twice');
    // The form's reader has replaced bytes and percent-encodings that are not UTF-8.
    fields.set(refuseReplaced(name), refuseReplaced(value));
  }
  return Object.fromEntries(fields);
}

async function formOf(bytes: Buffer<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  } catch (cause) {
    throw refused('form_invalid', 'The body is not a valid form', cause);
  }
}
