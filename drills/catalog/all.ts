import { chargedButLost } from '#scenarios/catalog/charged-but-lost';
import { clockDrift } from '#scenarios/catalog/clock-drift';
import { deadRestaurant } from '#scenarios/catalog/dead-restaurant';
import { deadlock } from '#scenarios/catalog/deadlock';
import { grayFailure } from '#scenarios/catalog/gray-failure';
import { injectedDelay } from '#scenarios/catalog/injected-delay';
import { lockConvoy } from '#scenarios/catalog/lock-convoy';
import { lostReserveAnswer } from '#scenarios/catalog/lost-reserve-answer';
import { paymentFailure } from '#scenarios/catalog/payment-failure';
import { placeOrderKilled } from '#scenarios/catalog/place-order-killed';
import { poisonMessage } from '#scenarios/catalog/poison-message';
import { redisGone } from '#scenarios/catalog/redis-gone';
import { secretRotation } from '#scenarios/catalog/secret-rotation';
import { serviceToService } from '#scenarios/catalog/service-to-service';
import type { Scenario } from '#scenarios/scenario';
import type { WrittenRule } from '#shared/faults/rules/rule';
import type { Drill, Level } from '../drill.ts';
import type { Remedy } from '../remedies.ts';

/** @param faults where those of the scenario would last too long, or have more than one answer */
const from = (
  { name, truth, faults: ofScenario }: Scenario,
  level: Level,
  remedy: Remedy,
  faults: readonly WrittenRule[] = ofScenario,
): Drill => ({ name, level, truth, faults, remedy });

export const DRILLS: readonly Drill[] = [
  from(injectedDelay, 1, 'restart_environments'),
  from(paymentFailure, 1, 'ask_provider'),
  from(deadRestaurant, 1, 'start_service'),
  from(grayFailure, 2, 'restart_environments'),
  from(lockConvoy, 2, 'end_lock_holder', [
    { point: 'restaurant.inventory.reserve', mode: 'lock_held', ms: 300, percentage: 30 },
  ]),
  from(redisGone, 2, 'start_store', [
    { point: 'restaurant.menus.*', mode: 'down' },
    { point: 'restaurant.cache.*', mode: 'down' },
  ]),
  from(deadlock, 2, 'order_locks'),
  from(clockDrift, 2, 'set_clock'),
  from(secretRotation, 2, 'distribute_key'),
  from(chargedButLost, 3, 'ask_provider'),
  from(lostReserveAnswer, 3, 'restore_connection'),
  from(serviceToService, 3, 'restore_connection'),
  from(poisonMessage, 3, 'stop_writer', [{ point: 'order.recovery.send', mode: 'poison', percentage: 30 }]),
  from(placeOrderKilled, 3, 'stop_killer', [
    { point: 'order.orders.put', mode: 'kill', when: 'after', percentage: 6 },
    { point: 'order.inventory.reserve', mode: 'kill', when: 'after', percentage: 6 },
    { point: 'order.orders.update', mode: 'kill', when: 'after', percentage: 6 },
  ]),
];
