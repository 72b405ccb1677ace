import { cancelOrder } from '#functions/order/domain/cancel-order';
import { findOrder } from '#functions/order/domain/get-order';
import { placeOrder } from '#functions/order/domain/place-order';
import { recoverOrder } from '#functions/order/domain/recover-order';
import { cachedRead } from '#shared/cache/cached-read';
import { createGenerationCache } from '#shared/cache/generation-cache';

/** The code under test as it runs in production. */
export const DOMAIN = { placeOrder, cancelOrder, recoverOrder, findOrder, cachedRead, createGenerationCache };

/** The code under test: the real one, or a mutant of it. */
export type Domain = Readonly<typeof DOMAIN>;
