import { isUtf8 } from 'node:buffer';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { AppError } from '#shared/errors';
import { parseContentType } from './content-type.ts';
import { parseJson } from './json-text.ts';
import { wasReplaced } from './utf8.ts';

const MAX_BODY_BYTES = 1_048_576;
const JSON_TYPE = /^application\/json$|\+json$/;
const FORM_TYPE = /^(application\/x-www-form-urlencoded|multipart\/form-data)$/;
const UTF_8 = /^utf-?8$/i;

export type BodyFormat = 'json' | 'form';

/**
 * Reads the body of a route that takes one: JSON, or, where `allowed` is `form`, a form too.
 * @returns undefined where there is none
 * @throws AppError `body_too_large`, `unsupported_charset` or `validation_failed`
 */
export async function readBody(event: APIGatewayProxyEvent, allowed: BodyFormat): Promise<unknown> {
  refuseLargeBody(event);
  const contentType = event.headers['content-type'] ?? '';
  const format = formatOf(contentType, allowed);
  if (!event.body) return undefined;
  return format === 'json' ? parseJson(textOf(event)) : await parseForm(event, contentType);
}

function refuseLargeBody({ body, isBase64Encoded }: APIGatewayProxyEvent): void {
  if (!body || body.length <= MAX_BODY_BYTES / 3) return;
  if (Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8') <= MAX_BODY_BYTES) return;
  throw new AppError('body_too_large', 'The body is larger than 1 MB');
}

/** A body without a content type is JSON: load tools send it so. */
function formatOf(contentType: string, allowed: BodyFormat): BodyFormat {
  if (contentType === 'application/json' || contentType.trim() === '') return 'json';
  const parsed = parseContentType(contentType);
  const mediaType = parsed?.mediaType ?? '';
  const isForm = FORM_TYPE.test(mediaType);
  if (!JSON_TYPE.test(mediaType) && !(isForm && allowed === 'form')) throw wrongType(allowed);
  if (!UTF_8.test(parsed?.parameters.get('charset') ?? 'utf-8')) {
    throw new AppError('unsupported_charset', 'The charset of the body must be utf-8');
  }
  return isForm ? 'form' : 'json';
}

function wrongType(allowed: BodyFormat): AppError {
  const orForm = allowed === 'form' ? ', application/x-www-form-urlencoded or multipart/form-data' : '';
  return refused('content_type', `The body must be JSON, with content-type: application/json${orForm}`);
}

function textOf({ body, isBase64Encoded }: APIGatewayProxyEvent): string {
  if (!isBase64Encoded) return refuseReplaced(body ?? '');
  const bytes = Buffer.from(body ?? '', 'base64');
  if (!isUtf8(bytes)) throw notUtf8();
  return refuseReplaced(bytes.toString());
}

function refuseReplaced(text: string): string {
  if (wasReplaced(text)) throw notUtf8();
  return text;
}

/** Reads a urlencoded or multipart form into an object; files are left out. */
async function parseForm(event: APIGatewayProxyEvent, contentType: string): Promise<unknown> {
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

function notUtf8(): AppError {
  return refused('encoding', 'The body is not valid UTF-8');
}

function refused(type: string, msg: string, cause?: unknown): AppError {
  return new AppError('validation_failed', 'Invalid body', {
    cause,
    violations: [{ type, loc: ['body'], msg }],
  });
}
