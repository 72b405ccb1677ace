import { messageOf } from '#shared/error-message';
import { UserError } from './errors.ts';
import type { Environment } from './settings.ts';

/** An error as one line; the stack follows where LOG=debug asks for it. */
export function errorText(error: unknown, env: Environment): string {
  const message = messageOf(error);
  if (env.LOG === 'debug' && error instanceof Error) return `error: ${message}\n${error.stack}\n`;
  return `error: ${message}${error instanceof UserError ? '' : ' (LOG=debug shows where)'}\n`;
}
