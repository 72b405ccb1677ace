import type { OwnSystem } from '#lab/own-system';
import { atOneInstant } from '#oracle/stores/postgres';
import { scan } from '#oracle/stores/scan';

/** How often the rules of requests were held against calls that match, by `<request id>/<rule id>`. */
export type Held = ReadonlyMap<string, number>;

const KEY = /^(?:fault-hits\/)?([^/]+\/[^~]+)~.*#calls$/;
const STATEMENT = "SELECT id, hits FROM fault_hits WHERE id LIKE '%#calls'";

/**
 * Reads what the services count for the rules of requests. A call is counted before a rule acts on it, so this is known
 * of processes too that were killed before they could report anything.
 */
export async function readHeld({
  stores,
  hitsTables,
}: Pick<OwnSystem, 'stores' | 'hitsTables'>): Promise<Held> {
  const items = await Promise.all(hitsTables.map((table) => scan(stores.dynamo, table)));
  const rows = (await atOneInstant(stores, (query) => query<{ id: string; hits: number }>(STATEMENT))) ?? [];
  const counted = [
    ...items.flat().map(({ pk, hits }) => [String(pk), Number(hits)] as const),
    ...rows.map(({ id, hits }) => [id, Number(hits)] as const),
  ];
  return new Map(
    counted.flatMap(([text, hits]) => {
      const [, key] = KEY.exec(text) ?? [];
      return key === undefined ? [] : [[key, hits] as const];
    }),
  );
}
