import { type Answer, noAnswer, readAnswer } from './answer.ts';

export interface CallOptions {
  readonly token?: string | undefined;
  readonly body?: unknown;
  /** Makes a repeat of the call safe. */
  readonly idempotencyKey?: string;
}

/** Longer than the gateway waits for a function. */
const LONGEST_MS = 35_000;

/** Calls a public route behind the gateway. Never rejects: what goes wrong is part of the answer. */
export async function call<T>(
  method: 'GET' | 'POST',
  path: `/api/${string}`,
  { token, body, idempotencyKey }: CallOptions = {},
): Promise<Answer<T>> {
  const startMs = performance.now();
  const tookMs = (): number => performance.now() - startMs;
  const headers = {
    accept: 'application/json',
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
  };
  try {
    const response = await fetch(path, {
      ...{ method, headers, signal: AbortSignal.timeout(LONGEST_MS), cache: 'no-store' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return await readAnswer(response, tookMs());
  } catch {
    return noAnswer(tookMs());
  }
}

/** A new Idempotency-Key. `crypto.randomUUID` is missing on pages opened by a name of the network. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
