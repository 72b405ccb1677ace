import { UserError } from '#shared/cli/errors';
import { messageOf } from '#shared/error-message';

/** A store, or the engine that holds its address, does not answer as it should. */
export class CannotRead extends UserError {
  override readonly name = 'CannotRead';
}

/** @throws CannotRead that names the store and where it was looked for */
export async function reading<T>(store: string, url: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const where = url === undefined ? '' : ` at ${URL.parse(url)?.host ?? url}`;
    throw new CannotRead(`${store}${where} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
