import { defineScenario } from '../scenario.ts';
import { WORKING } from './limits.ts';

export const cacheEffect = defineScenario({
  name: 'cache-effect',
  summary:
    'Orders and menus are read over and over while the caches lose what they hold: every answer stays true.',
  isDocumented: true,
  load: { journeys: { 'order-then-read': 2, reorder: 1, browse: 3, 'read-menu': 4 }, users: 8 },
  rate: 12,
  seconds: { steady: 5, fault: 8, recovery: 5 },
  faults: [
    { point: 'restaurant.menus.*', mode: 'evicted', percentage: 50 },
    { point: 'order.reader.*', mode: 'evicted', percentage: 50 },
  ],
  limits: {
    steady: WORKING,
    fault: { failedPercent: 0, p95Ms: 6_000 },
    recovery: WORKING,
  },
  truth: {
    service: 'restaurant',
    point: 'restaurant.menus.*',
    mechanism: 'store_down',
    symptoms: {
      traces: 'GET /menus/{menu_id} misses its cache and reads PostgreSQL.',
      metrics: 'The share of cache hits falls by half, and PostgreSQL serves the rest.',
      logs: 'Nothing: a miss is no error.',
    },
    alerts: { fire: [], quiet: ['ErrorBudgetBurnsFast', 'CacheInvalidationsFail', 'OrdersFail'] },
    remedy: 'More memory for Redis, or another eviction policy.',
  },
  control: { protection: 'cache_generation', turnsRed: 'caches' },
});
