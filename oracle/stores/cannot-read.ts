import { UserError } from '#shared/cli/errors';

/** A store, or the engine that knows where it is, does not answer as it should. */
export class CannotRead extends UserError {
  override readonly name = 'CannotRead';
}

/** @throws CannotRead that names the store and where it was looked for */
export async function reading<T>(store: string, url: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const where = url === undefined ? '' : ` at ${URL.parse(url)?.host ?? url}`;
    throw new CannotRead(`${store}${where} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

/** Node packs the refusals of several addresses into one error without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  if (!(error instanceof Error)) return String(error);
  return error.message || error.name;
}
