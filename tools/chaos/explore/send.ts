/** Longer than any answer of the gateway takes. */
const TIMEOUT_MS = 40_000;

export interface Ask {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly traceId: string | undefined;
  /** Parsed JSON; undefined where the answer is none. */
  readonly body: unknown;
}

/** The answer of a request that got none: its connection broke, or nothing came in time. */
const NO_ANSWER: Answer = { status: 0, traceId: undefined, body: undefined };

export async function send({ method, url, headers = {}, json }: Ask): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(json !== undefined && { 'content-type': 'application/json' }) },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = parsed(await response.text());
    return { status: response.status, traceId: response.headers.get('x-trace-id') ?? undefined, body };
  } catch {
    return NO_ANSWER;
  }
}

/** A member of an answer that is an object. */
export const member = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
