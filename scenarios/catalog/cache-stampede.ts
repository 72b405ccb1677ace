import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const cacheStampede = defineScenario({
  name: 'cache-stampede',
  summary: 'The hottest menu falls out of the cache again and again while everybody looks at it.',
  load: { journeys: { 'read-menu': 6, browse: 2, order: 1, reorder: 1 }, menus: { zipf: 1.2 }, users: 8 },
  rate: 20,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [
    { point: 'restaurant.menus.*', mode: 'evicted' },
    { point: 'restaurant.menus.*', mode: 'slow_query', ms: 100 },
  ],
  limits: { steady: WORKING, recovery: RECOVERED },
  answers: [{ phase: 'fault', step: 'get-menu', outcome: '200', leastPercent: 100 }],
  truth: {
    service: 'restaurant',
    point: 'restaurant.menus.*',
    mechanism: 'overload',
    symptoms: {
      traces: 'Every GET /menus/{menu_id} reads PostgreSQL.',
      metrics: 'Reads of PostgreSQL rise to the number of requests.',
      logs: 'Nothing: a miss is no error.',
    },
    alerts: { fire: [], quiet: ['OrdersFail', 'DeadLetters', 'CacheInvalidationsFail'] },
    remedy: 'Give hot keys a longer life, or let one reader fill the cache for all.',
  },
  control: { protection: 'cache_generation', turnsRed: 'caches' },
});
