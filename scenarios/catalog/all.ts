import type { Scenario } from '../scenario.ts';
import { cacheEffect } from './cache-effect.ts';
import { cacheStampede } from './cache-stampede.ts';
import { cancelAndReorder } from './cancel-and-reorder.ts';
import { chargedButLost } from './charged-but-lost.ts';
import { clockDrift } from './clock-drift.ts';
import { coldStartStorm } from './cold-start-storm.ts';
import { concurrentOrders } from './concurrent-orders.ts';
import { deadRestaurant } from './dead-restaurant.ts';
import { deadlock } from './deadlock.ts';
import { grayFailure } from './gray-failure.ts';
import { injectedDelay } from './injected-delay.ts';
import { lockConvoy } from './lock-convoy.ts';
import { lostReserveAnswer } from './lost-reserve-answer.ts';
import { paymentFailure } from './payment-failure.ts';
import { placeOrderKilled } from './place-order-killed.ts';
import { poisonMessage } from './poison-message.ts';
import { redisGone } from './redis-gone.ts';
import { retryStorm } from './retry-storm.ts';
import { secretRotation } from './secret-rotation.ts';
import { serviceToService } from './service-to-service.ts';
import { slowClient } from './slow-client.ts';

/** Every scenario, the documented ones first. */
export const SCENARIOS: readonly Scenario[] = [
  paymentFailure,
  concurrentOrders,
  cancelAndReorder,
  cacheEffect,
  serviceToService,
  injectedDelay,
  deadRestaurant,
  lostReserveAnswer,
  chargedButLost,
  poisonMessage,
  redisGone,
  cacheStampede,
  lockConvoy,
  deadlock,
  placeOrderKilled,
  retryStorm,
  coldStartStorm,
  grayFailure,
  secretRotation,
  clockDrift,
  slowClient,
];
