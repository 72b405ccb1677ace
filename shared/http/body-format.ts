import { AppError } from '#shared/errors';
import { parseContentType } from './content-type.ts';
import { refused } from './refused-body.ts';

const JSON_TYPE = /^application\/json$|\+json$/;
const FORM_TYPE = /^(application\/x-www-form-urlencoded|multipart\/form-data)$/;
const UTF_8 = /^utf-?8$/i;

export type BodyFormat = 'json' | 'form';

/** A body without a content type is JSON: load tools send it so. */
export function formatOf(contentType: string, allowed: BodyFormat): BodyFormat {
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
