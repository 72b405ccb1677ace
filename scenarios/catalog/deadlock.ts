import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const deadlock = defineScenario({
  name: 'deadlock',
  summary:
    'Reservations run into deadlocks, and PostgreSQL ends one of each pair: it is tried again, or the order fails cleanly.',
  load: { journeys: { order: 1 }, menus: { menus: 2 }, users: 8 },
  rate: 5,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [{ point: 'restaurant.inventory.reserve', mode: 'deadlock', percentage: 30 }],
  limits: { steady: WORKING, recovery: RECOVERED },

  truth: {
    service: 'restaurant',
    point: 'restaurant.inventory.reserve',
    mechanism: 'deadlock',
    symptoms: {
      traces: 'A statement fails with 40P01 after a second, and a second try follows.',
      metrics: 'Latency of reservations rises by a second.',
      logs: 'The restaurant service logs SQLSTATE 40P01.',
    },
    alerts: { fire: [], quiet: ['DeadLetters', 'CacheInvalidationsFail'] },
    remedy: 'Take locks in one order everywhere.',
  },
  control: { protection: 'row_lock', turnsRed: 'stock' },
});
