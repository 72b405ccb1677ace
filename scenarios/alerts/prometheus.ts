import * as z from 'zod';
import { UserError } from '#shared/cli/errors';
import { messageOf } from '#shared/error-message';

/** When an alert of this name began to fire, and when it was last seen to. Milliseconds since 1970. */
export interface Firing {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Where the alerts of a run are read. */
export interface AlertSource {
  /** For the command that repeats the run: without a password. */
  readonly url: string;
  /** All alerts that fired between two instants, in milliseconds since 1970. Rejects where Prometheus does not answer. */
  firings(fromMs: number, toMs: number): Promise<readonly Firing[]>;
}

const FIRING = 'ALERTS{alertstate="firing"}';
const TIMEOUT_MS = 10_000;
const MS_PER_SECOND = 1_000;
/** Below the 11,000 values of a series that Prometheus answers at most. */
const MOST_VALUES = 10_000;

const Failure = z.object({ status: z.literal('error'), error: z.string() });
const Matrix = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(
      z.object({
        metric: z.looseObject({ alertname: z.string() }),
        values: z.array(z.tuple([z.number(), z.string()])),
      }),
    ),
  }),
});

/**
 * Opens the Prometheus at an address, such as http://localhost:9090.
 * @throws UserError where none answers
 */
export async function openAlertSource(address: URL): Promise<AlertSource> {
  const shown = new URL(address);
  shown.username = '';
  shown.password = '';
  const source: AlertSource = {
    url: shown.href.replace(/\/$/, ''),
    async firings(fromMs, toMs) {
      const stepS = Math.max(1, Math.ceil((toMs - fromMs) / MS_PER_SECOND / MOST_VALUES));
      const { data } = await ask(address, {
        query: FIRING,
        start: String(fromMs / MS_PER_SECOND),
        end: String(toMs / MS_PER_SECOND),
        step: String(stepS),
      });
      return data.result.flatMap(({ metric, values }) =>
        stretchesOf(
          values.map(([seconds]) => seconds * MS_PER_SECOND),
          stepS * MS_PER_SECOND,
        ).map((stretch) => ({ name: metric.alertname, ...stretch })),
      );
    },
  };
  const nowMs = Date.now();
  try {
    await source.firings(nowMs, nowMs);
  } catch (error) {
    throw new UserError(`--prometheus: no Prometheus answers at ${source.url} (${messageOf(error)})`, {
      cause: error,
    });
  }
  return source;
}

async function ask(address: URL, parameters: Readonly<Record<string, string>>) {
  const url = new URL(address);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/api/v1/query_range`;
  url.search = new URLSearchParams(parameters).toString();
  const authorization = basicOf(url);
  url.username = '';
  url.password = '';
  const response = await fetch(url, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { accept: 'application/json', ...authorization },
  }).catch((error: Error) => {
    throw new Error(messageOf(error.cause ?? error));
  });
  const answer: unknown = await response.json().catch(() => undefined);
  const failure = Failure.safeParse(answer).data;
  if (failure) throw new Error(failure.error);
  const matrix = Matrix.safeParse(answer).data;
  if (!matrix) throw new Error(`it answers ${response.status}, and not as Prometheus does`);
  return matrix;
}

/** `fetch` refuses an address with a password. */
function basicOf({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '') return {};
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(text).toString('base64')}` };
}

/** Instants without a gap between them are one stretch. */
export function stretchesOf(
  instantsMs: readonly number[],
  stepMs: number,
): { readonly fromMs: number; readonly toMs: number }[] {
  const stretches: { fromMs: number; toMs: number }[] = [];
  for (const atMs of instantsMs) {
    const last = stretches.at(-1);
    if (last && atMs - last.toMs < 2 * stepMs) last.toMs = atMs;
    else stretches.push({ fromMs: atMs, toMs: atMs });
  }
  return stretches;
}
