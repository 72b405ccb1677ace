import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { textOfFile } from '#shared/cli/file-text';
import type { Environment } from '#shared/cli/settings';
import { userPath } from '#shared/cli/user-path';
import { messageOf } from '#shared/error-message';
import { EngineError } from '../host/engine-error.ts';

const PLACEHOLDER = /\$\{([A-Z_]+)\}/g;

/**
 * Reads an event as JSON text from a file or, for `-`, from standard input. `${TOKEN}` in it is replaced by the
 * variable of that name, because tokens and ids differ on each machine.
 * @throws EngineError if the event cannot be read or is not JSON, or if a variable is not set
 */
export async function readEvent(file: string | undefined, env: Environment): Promise<string> {
  if (file === undefined) return '{}';
  const content = fill(await contentOf(file, env), file, env);
  try {
    JSON.parse(content);
    return content;
  } catch (error) {
    throw new EngineError(`${file} is not JSON: ${messageOf(error)}`);
  }
}

async function contentOf(file: string, env: Environment): Promise<string> {
  try {
    return textOfFile(file === '-' ? await buffer(process.stdin) : await readFile(userPath(file, env)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new EngineError(`there is no event file ${file}`);
    throw new EngineError(`the event file ${file} cannot be read: ${messageOf(error)}`);
  }
}

function fill(content: string, file: string, env: Environment): string {
  return content.replace(PLACEHOLDER, (_, name: string) => {
    const value = env[name];
    if (!value)
      throw new EngineError(`${file} needs ${name}; set the variable, for example: ${name}=… npm run …`);
    return JSON.stringify(value).slice(1, -1);
  });
}
