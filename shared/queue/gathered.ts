import { mayRuleAct } from '#shared/faults/fault-scope';
import { type Batch, currentBatch } from './batch.ts';

/** A call for one key, and the same for several at once. */
export interface Gathering<Key, Value> {
  one(key: Key): Promise<Value>;
  /** May leave keys out; each of those is then asked for alone. */
  many(keys: readonly Key[]): Promise<ReadonlyMap<Key, Value>>;
  /** Runs `call` when the messages of a batch have made theirs. @default process.nextTick */
  readonly defer?: (call: () => void) => void;
}

type Gathered<Key, Value> = Map<Key, PromiseWithResolvers<Value>>;

/**
 * Makes calls of messages that are inspected together one call. A message's own work, and a call on which a rule may
 * act, is a call for itself: a fault then acts on that message and on no other.
 */
export function gathered<Key, Value>({
  one,
  many,
  defer = process.nextTick,
}: Gathering<Key, Value>): (key: Key) => Promise<Value> {
  const open = new WeakMap<Batch, Gathered<Key, Value>>();

  async function callTogether(waiting: Gathered<Key, Value>): Promise<void> {
    try {
      const values = await many([...waiting.keys()]);
      for (const [key, { resolve }] of waiting)
        resolve(values.has(key) ? (values.get(key) as Value) : one(key));
    } catch (error) {
      for (const { reject } of waiting.values()) reject(error);
    }
  }

  function begin(batch: Batch): Gathered<Key, Value> {
    const waiting: Gathered<Key, Value> = new Map();
    open.set(batch, waiting);
    defer(() => {
      open.delete(batch);
      const [first, ...others] = waiting;
      if (first && others.length === 0) first[1].resolve(one(first[0]));
      else void batch.run(() => callTogether(waiting));
    });
    return waiting;
  }

  return (key) => {
    const batch = currentBatch();
    if (!batch || mayRuleAct()) return one(key);
    const waiting = open.get(batch) ?? begin(batch);
    const mine = waiting.get(key) ?? Promise.withResolvers<Value>();
    waiting.set(key, mine);
    return mine.promise;
  };
}
