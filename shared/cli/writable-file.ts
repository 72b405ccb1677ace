import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf } from '#shared/error-message';
import { UsageError } from './errors.ts';

/**
 * Checks that a file can be written, before the work whose results it is to hold.
 * @throws UsageError
 */
export function checkWritable(file: string): void {
  const existing = statSync(file, { throwIfNoEntry: false });
  if (existing?.isDirectory()) throw new UsageError(`${file} is a folder, not a file`);
  try {
    accessSync(existing ? file : dirname(file), constants.W_OK);
  } catch (error) {
    throw new UsageError(`${file} cannot be written (${messageOf(error)})`);
  }
}
