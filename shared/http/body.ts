import { isUtf8 } from 'node:buffer';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { AppError } from '#shared/errors';
import { type BodyFormat, formatOf } from './body-format.ts';
import { parseForm } from './form-body.ts';
import { parseJson } from './json-text.ts';
import { notUtf8, refuseReplaced } from './refused-body.ts';

const MAX_BODY_BYTES = 1_048_576;

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

function textOf({ body, isBase64Encoded }: APIGatewayProxyEvent): string {
  if (!isBase64Encoded) return refuseReplaced(body ?? '');
  const bytes = Buffer.from(body ?? '', 'base64');
  if (!isUtf8(bytes)) throw notUtf8();
  return refuseReplaced(bytes.toString());
}
