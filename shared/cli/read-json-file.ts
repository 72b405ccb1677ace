import { readFileSync } from 'node:fs';
import { UsageError } from '#shared/cli/errors';
import { textOfFile } from '#shared/cli/file-text';
import type { Environment } from '#shared/cli/settings';
import { userPath } from '#shared/cli/user-path';
import { messageOf } from '#shared/error-message';
import { readJson } from '#shared/http/json-text';

/**
 * Reads a JSON file, named from the folder where the user stands.
 * @throws UsageError
 */
export function readJsonFile(file: string, env: Environment): unknown {
  let text: string;
  try {
    text = textOfFile(readFileSync(userPath(file, env)));
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${messageOf(error)})`, { cause: error });
  }
  const read = readJson(text);
  if ('value' in read) return read.value;
  throw new UsageError(`${file} ${read.problem}`, { cause: read.cause });
}
