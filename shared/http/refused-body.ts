import { AppError } from '#shared/errors';
import { wasReplaced } from './utf8.ts';

export function refuseReplaced(text: string): string {
  if (wasReplaced(text)) throw notUtf8();
  return text;
}

export function notUtf8(): AppError {
  return refused('encoding', 'The body is not valid UTF-8');
}

export function refused(type: string, msg: string, cause?: unknown): AppError {
  return new AppError('validation_failed', 'Invalid body', {
    cause,
    violations: [{ type, loc: ['body'], msg }],
  });
}
