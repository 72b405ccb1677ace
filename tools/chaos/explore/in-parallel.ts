/** Runs a task for each item, `width` at a time, and returns their results in order. */
export async function inParallel<Item, Result>(
  width: number,
  items: readonly Item[],
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const entries = items.entries();
  const worker = async (): Promise<void> => {
    for (const [at, item] of entries) results[at] = await task(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
