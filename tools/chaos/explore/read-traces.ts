import type { OwnSystem } from '#lab/own-system';
import { engineTraces, type Trace } from '../engine-traces.ts';
import type { Answer } from './send.ts';

/** The traces of requests, with those of the messages that they sent. */
export async function readTraces(
  { urls }: Pick<OwnSystem, 'urls'>,
  answers: readonly Answer[],
): Promise<readonly Trace[]> {
  const engine = engineTraces({ ENGINE_PORT: new URL(urls.engine).port });
  const read = async (ids: readonly string[]): Promise<Trace[]> =>
    (await Promise.all(ids.map((id) => engine.read(id)))).filter((trace) => trace !== undefined);
  const first = await read(answers.slice(0, 1).flatMap(({ traceId }) => traceId ?? []));
  const linked = new Set(first.flatMap(({ linkedFrom }) => linkedFrom));
  return [...first, ...(await read([...linked]))];
}
