import { blackFriday } from './black-friday.ts';
import { deadRestaurant } from './dead-restaurant.ts';
import { deployStorm } from './deploy-storm.ts';
import { flakyDynamodb } from './flaky-dynamodb.ts';
import { grayFailure } from './gray-failure.ts';
import { lostAnswers } from './lost-answers.ts';
import { noRecoveryQueue } from './no-recovery-queue.ts';
import { paymentProviderDown } from './payment-provider-down.ts';
import type { Preset } from './preset.ts';
import { retryStorm } from './retry-storm.ts';
import { slowNeighbours } from './slow-neighbours.ts';
import { slowRedis } from './slow-redis.ts';

/** Every preset: one line for each file of one. */
export const PRESETS: readonly Preset[] = [
  blackFriday,
  deadRestaurant,
  deployStorm,
  flakyDynamodb,
  grayFailure,
  lostAnswers,
  noRecoveryQueue,
  paymentProviderDown,
  retryStorm,
  slowNeighbours,
  slowRedis,
];
