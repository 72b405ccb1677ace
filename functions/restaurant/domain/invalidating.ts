import type { MenuCache } from './inventory.ts';

/**
 * Invalidates the cache before a change is answered. A repeat or a refusal for lack of stock counts too, because another
 * invocation may have made the change that it reports; so does a failure, which may have changed the stock.
 */
export async function invalidating<R extends { readonly outcome: string }>(
  cache: MenuCache,
  menuIdsOf: (result: R | undefined) => readonly number[],
  work: () => Promise<R>,
): Promise<R> {
  let result: R | undefined;
  try {
    result = await work();
    return result;
  } finally {
    if (result?.outcome !== 'not_found') await cache.changed(menuIdsOf(result));
  }
}
