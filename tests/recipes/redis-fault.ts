import type { Recipe } from './recipe.ts';

/** `POST /chaos/redis_delay` at the order service: every command to Redis takes longer. */
export const REDIS_FAULT: Recipe = {
  name: 'a fault on Redis',
  mostFiles: 6,
  edits: [
    {
      kind: 'insert',
      file: 'shared/faults/fault-table.ts',
      before: '  payment_fail: define({',
      text: `  redis_delay: define({
    point: 'order.redis.run',
    mode: 'latency',
    ...DELAY,
    route: {
      name: 'setRedisDelay',
      summary: 'Delay Redis',
      description: 'Every command of the order service to Redis takes \`delay_ms\` longer. 0 switches it off.',
      example: { delay_ms: 500 },
      message: ({ delay_ms }) => \`Redis delay set to \${delay_ms}ms\`,
    },
  }),
`,
    },
    {
      kind: 'insert',
      file: 'shared/faults/switch-text.test.ts',
      before: /(?<=const FORM =)/,
      text: `\n  '"redis_delay": {"delay_ms": a whole number from 0}, ' +\n `,
    },
    {
      kind: 'insert',
      file: 'tests/stacks/permissions.test.ts',
      before: "    'FoodDeliveryRestaurant RestendFaults",
      text: "    'FoodDeliveryOrder RestsetRedisDelay 2',\n",
    },
    {
      kind: 'insert',
      file: 'tests/telemetry/faults.test.ts',
      before: "  payment_fail: {\n    mode: 'decline'",
      text: `  redis_delay: {
    mode: 'delay',
    switchedBy: { service: 'order', on: { delay_ms: DELAY_MS }, off: { delay_ms: 0 } },
    act: (journey, token) => journey.placeOrder(token),
    span: 'server order POST /orders',
  },
`,
    },
  ],
};
