import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const lockConvoy = defineScenario({
  name: 'lock-convoy',
  summary:
    'Another session holds the rows of the menus for a moment, again and again: orders queue up, and none is lost.',
  load: { journeys: { order: 1 }, menus: { menus: 2 }, users: 8 },
  rate: 8,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [{ point: 'restaurant.inventory.reserve', mode: 'lock_held', ms: 300, every: 4 }],
  limits: { steady: WORKING, recovery: RECOVERED },

  truth: {
    service: 'restaurant',
    point: 'restaurant.inventory.reserve',
    mechanism: 'lock_wait',
    symptoms: {
      traces: 'The span "lock menus" is nearly as long as POST /orders.',
      metrics: 'Lock waits rise, the processors are idle.',
      logs: 'Nothing but longer durations.',
    },
    alerts: {
      fire: [{ name: 'LongLockWaits', withinSeconds: 420 }],
      quiet: ['DeadLetters', 'CacheInvalidationsFail'],
    },
    remedy: 'Find the session that holds the lock (pg_locks), and make its transaction shorter.',
  },
  control: { protection: 'row_lock', turnsRed: 'stock' },
});
