import { defineScenario } from '../scenario.ts';
import { RECOVERED, WORKING } from './limits.ts';

export const redisGone = defineScenario({
  name: 'redis-gone',
  summary:
    'Redis refuses every command: everything is read from the stores, and no copy of before comes back.',
  load: { journeys: { order: 1, 'order-then-read': 1, 'read-then-cancel': 1, 'read-menu': 3 }, users: 8 },
  rate: 8,
  seconds: { steady: 5, fault: 10, recovery: 6 },
  faults: [
    { point: 'restaurant.menus.*', mode: 'down' },
    { point: 'restaurant.cache.*', mode: 'down' },
    { point: 'order.reader.*', mode: 'down' },
    { point: 'order.cache.*', mode: 'down' },
  ],
  limits: { steady: WORKING, recovery: RECOVERED },
  answers: [
    { phase: 'fault', step: 'get-menu', outcome: '200', leastPercent: 100 },
    { phase: 'fault', step: 'place-order', outcome: '201 confirmed', leastPercent: 90 },
  ],
  truth: {
    service: 'restaurant',
    point: 'restaurant.cache.*',
    mechanism: 'store_down',
    symptoms: {
      traces: 'Reads go to PostgreSQL and DynamoDB after a failed try at Redis.',
      metrics: 'The share of cache hits falls to nothing; invalidations fail.',
      logs: 'Warnings that Redis does not answer, one for each invocation at most.',
    },
    alerts: {
      fire: [{ name: 'CacheInvalidationsFail', withinSeconds: 120 }],
      quiet: ['OrdersFail', 'DeadLetters'],
    },
    remedy: 'Start Redis. Copies of before the outage do not count any more.',
  },
  control: { protection: 'cache_generation', turnsRed: 'caches' },
});
