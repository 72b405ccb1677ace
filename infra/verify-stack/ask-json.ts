import type * as z from 'zod';
import { ask, CheckFailed, EXCERPT, type Request } from './http.ts';

/** Calls {@link ask}, for an answer in JSON of a known shape. */
export async function askJson<Schema extends z.ZodType>(
  who: string,
  url: string,
  schema: Schema,
  request: Request = {},
): Promise<z.infer<Schema>> {
  const text = await ask(who, url, {
    ...request,
    headers: { accept: 'application/json', ...request.headers },
  });
  const parsed = schema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new CheckFailed(
    `${who} answered ${new URL(url).pathname} in a way not known here: ${text.slice(0, EXCERPT)}`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
