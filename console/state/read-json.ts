import { reach } from './reach.ts';

/** Reads JSON of the engine. @returns undefined for 404. Rejects with the reason of the engine for every other refusal */
export async function readJson<T>(path: string, signal?: AbortSignal): Promise<T | undefined> {
  const answer = await reach(path, signal && { signal });
  if (answer.status === 404) return undefined;
  if (answer.ok) return (await answer.json()) as T;
  const { detail, message } = (await answer.json().catch(() => ({}))) as {
    readonly detail?: string;
    readonly message?: string;
  };
  throw new Error(detail ?? message ?? String(answer.status));
}
