import { defineScenario } from '../scenario.ts';
import { WORKING } from './limits.ts';

export const concurrentOrders = defineScenario({
  name: 'concurrent-orders',
  summary: 'Everybody orders the same menu until it is sold out: every portion is sold once.',
  isDocumented: true,
  load: { journeys: { order: 1 }, menus: { menus: 1 }, users: 16 },
  rate: 20,
  seconds: { steady: 4, fault: 10, recovery: 4 },
  stock: 200,
  // Transactions last longer, so that more of them meet.
  faults: [{ point: 'restaurant.inventory.reserve', mode: 'slow_query', ms: 40 }],
  limits: {
    steady: WORKING,
    recovery: WORKING,
  },
  answers: [
    { phase: 'fault', step: 'place-order', outcome: '201 confirmed', leastPercent: 10 },
    { phase: 'recovery', step: 'place-order', outcome: '400 out_of_stock', leastPercent: 50 },
  ],
  truth: {
    service: 'restaurant',
    point: 'restaurant.inventory.reserve',
    mechanism: 'contention',
    symptoms: {
      traces: 'The span "lock menus" grows with the number of orders under way.',
      metrics: 'Lock waits rise; after the last portion orders are refused with out_of_stock.',
      logs: 'Nothing but the outcome out_of_stock.',
    },
    alerts: {
      fire: [],
      quiet: ['ErrorBudgetBurnsFast', 'OrdersStuck', 'DeadLetters', 'CacheInvalidationsFail'],
    },
    remedy: 'Shorter transactions, or stock split over several rows.',
  },
  control: { protection: 'row_lock', turnsRed: 'stock' },
});
