import { readStatus } from '#bench/parts';

/** What an engine counted of its functions between two readings. */
export interface FunctionCounts {
  /** Environments that started. */
  readonly coldStarts: number;
  /** Calls that were refused with 429, since too many waited. */
  readonly throttled: number;
}

/** Begins to count. @returns what ends it; undefined where no engine answers */
export async function countFunctions(
  engineUrl: string | undefined,
): Promise<(() => Promise<FunctionCounts | undefined>) | undefined> {
  if (engineUrl === undefined) return undefined;
  const before = await reading(engineUrl);
  if (!before) return undefined;
  return async () => {
    const after = await reading(engineUrl);
    return (
      after && {
        coldStarts: after.coldStarts - before.coldStarts,
        throttled: after.throttled - before.throttled,
      }
    );
  };
}

async function reading(engineUrl: string): Promise<FunctionCounts | undefined> {
  try {
    const pools = Object.values((await readStatus(engineUrl)).functions);
    return {
      coldStarts: pools.reduce((sum, { starts }) => sum + starts, 0),
      throttled: pools.reduce((sum, { throttled }) => sum + throttled, 0),
    };
  } catch {
    return undefined;
  }
}
