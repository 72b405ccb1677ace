type Task<Item, Result> = (item: Item) => Promise<Result>;

/** Runs a task for each item, or for each number from 0 below a count, `width` at a time. Returns the results in order. */
export function inParallel<Result>(
  width: number,
  count: number,
  task: Task<number, Result>,
): Promise<Result[]>;
export function inParallel<Item, Result>(
  width: number,
  items: readonly Item[],
  task: Task<Item, Result>,
): Promise<Result[]>;
export async function inParallel<Item, Result>(
  width: number,
  items: readonly Item[] | number,
  task: Task<Item | number, Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const entries = (
    typeof items === 'number' ? Array.from({ length: items }, (_, at) => at) : items
  ).entries();
  const worker = async (): Promise<void> => {
    for (const [at, item] of entries) results[at] = await task(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
