import type { Dynamo } from '#shared/db/dynamo';
import { type HitStore, type Hits, isOfRequest, REQUEST_HITS_SECONDS } from './hit-store.ts';

const ID = 'fault-hits';
/** An expression is at most 4 kB long. */
const MOST_REMOVED = 100;

/** Counts hits in one item of a table whose key is the text `pk`. */
export function createDynamoHits(dynamo: Dynamo, table: string): HitStore {
  const update = async (verb: 'ADD' | 'SET', hits: Hits): Promise<Hits> => {
    const ids = Object.keys(hits);
    const glue = verb === 'ADD' ? ' ' : ' = ';
    const written = await dynamo.update({
      TableName: table,
      Key: { pk: ID },
      UpdateExpression: `${verb} ${ids.map((_, at) => `#id${at}${glue}:hits${at}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(ids.map((id, at) => [`#id${at}`, id])),
      ExpressionAttributeValues: Object.fromEntries(
        Object.values(hits).map((number, at) => [`:hits${at}`, number]),
      ),
      ReturnValues: 'UPDATED_NEW',
    });
    return (written ?? {}) as Hits;
  };
  /** Counts in an item of its own, which expires. */
  const nextOfRequest = async (key: string): Promise<number> => {
    const written = await dynamo.update({
      TableName: table,
      Key: { pk: `${ID}/${key}` },
      UpdateExpression: 'ADD hits :one SET expires_at = :at',
      ExpressionAttributeValues: {
        ':one': 1,
        ':at': Math.floor(Date.now() / 1_000) + REQUEST_HITS_SECONDS,
      },
      ReturnValues: 'UPDATED_NEW',
    });
    return (written as Hits | undefined)?.hits ?? 1;
  };
  return {
    add: async (hits) => {
      await update('ADD', hits);
    },
    next: async (key) => {
      if (isOfRequest(key)) return nextOfRequest(key);
      return (await update('ADD', { [key]: 1 }))[key] ?? 1;
    },
    async read() {
      const item = await dynamo.get({ TableName: table, Key: { pk: ID }, ConsistentRead: true });
      const { pk: _, ...hits } = item ?? {};
      return hits as Hits;
    },
    reset: async (keys) => {
      await update('SET', Object.fromEntries(keys.map((key) => [key, 0])));
    },
    async remove(keys) {
      for (let from = 0; from < keys.length; from += MOST_REMOVED) {
        const some = keys.slice(from, from + MOST_REMOVED);
        await dynamo.update({
          TableName: table,
          Key: { pk: ID },
          UpdateExpression: `REMOVE ${some.map((_, at) => `#id${at}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(some.map((id, at) => [`#id${at}`, id])),
        });
      }
    },
  };
}
