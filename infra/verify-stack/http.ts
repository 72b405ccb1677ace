/** A failed check; the message is one sentence. */
export class CheckFailed extends Error {
  override name = 'CheckFailed';
}

export interface Request {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const PATIENCE_MS = 10_000;
export const EXCERPT = 200;

/**
 * @param who name of the component, such as `Tempo`, for the message
 * @throws CheckFailed for no answer, or an error
 */
export async function ask(
  who: string,
  url: string,
  { method = 'GET', headers = {}, body }: Request = {},
): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers,
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body !== undefined && { body }),
    });
  } catch (error) {
    throw new CheckFailed(`${who} does not answer at ${new URL(url).origin} (${reasonOf(error)})`);
  }
  const text = await response.text();
  if (response.ok) return text;
  throw new CheckFailed(
    `${who} answered ${response.status} to ${new URL(url).pathname}: ${text.slice(0, EXCERPT)}`,
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `not within ${PATIENCE_MS / 1_000} s`;
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return 'code' in cause ? String(cause.code) : cause.message;
}
