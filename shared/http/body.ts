import type { APIGatewayProxyEvent } from 'aws-lambda';
import { AppError } from '#shared/errors';

const MAX_BODY_BYTES = 1_048_576;
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/** @throws AppError `body_too_large` above 1 MB */
export function refuseLargeBody(event: APIGatewayProxyEvent): void {
  const { body, isBase64Encoded } = event;
  if (!body || body.length <= MAX_BODY_BYTES / 3) return;
  if (Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8') <= MAX_BODY_BYTES) return;
  throw new AppError('body_too_large', 'The body is larger than 1 MB');
}

/** Whether the body is a form, as a browser or an OAuth2 client sends one. */
export function isForm(event: APIGatewayProxyEvent): boolean {
  return FORM.test(event.headers['content-type'] ?? '');
}

/**
 * Reads a urlencoded or multipart form into an object; of repeated fields the last counts, files are left out.
 * @throws AppError `validation_failed` where the form is malformed
 */
export async function parseForm(event: APIGatewayProxyEvent): Promise<Record<string, string>> {
  const contentType = event.headers['content-type'] ?? '';
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  try {
    const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
    const fields: Record<string, string> = {};
    for (const [name, value] of form) if (typeof value === 'string') fields[name] = value;
    return fields;
  } catch (cause) {
    throw new AppError('validation_failed', 'Invalid body', {
      cause,
      violations: [{ type: 'form_invalid', loc: ['body'], msg: 'The body is not a valid form' }],
    });
  }
}
