import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { cancelOrder } from '#functions/order/domain/cancel-order';
import type { findOrder } from '#functions/order/domain/get-order';
import type { placeOrder } from '#functions/order/domain/place-order';
import type { recoverOrder } from '#functions/order/domain/recover-order';
import type { cachedRead } from '#shared/cache/cached-read';
import type { createGenerationCache } from '#shared/cache/generation-cache';

/** The code under test: the real one, or a mutant of it. */
export interface Domain {
  readonly placeOrder: typeof placeOrder;
  readonly cancelOrder: typeof cancelOrder;
  readonly recoverOrder: typeof recoverOrder;
  readonly findOrder: typeof findOrder;
  readonly cachedRead: typeof cachedRead;
  readonly createGenerationCache: typeof createGenerationCache;
}

/** @param root folder that holds `functions/order/domain` and `shared/cache` */
export async function loadDomain(root: string): Promise<Domain> {
  const load = (file: string) => import(pathToFileURL(join(root, file)).href);
  const modules = await Promise.all(
    [
      'functions/order/domain/place-order.ts',
      'functions/order/domain/cancel-order.ts',
      'functions/order/domain/recover-order.ts',
      'functions/order/domain/get-order.ts',
      'shared/cache/cached-read.ts',
      'shared/cache/generation-cache.ts',
    ].map(load),
  );
  return Object.assign({}, ...modules);
}
