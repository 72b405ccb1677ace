import { definePreset } from './preset.ts';

/** A call of a port fails when its second try fails too. */
const THROTTLED = { mode: 'throttled', percentage: 30 } as const;
const CANCELLED = { mode: 'transaction_cancelled', percentage: 20 } as const;

export const flakyDynamodb = definePreset({
  name: 'flaky-dynamodb',
  summary:
    'DynamoDB throttles three in ten tries and cancels one in five transactions. Most second tries work, and the others fail.',
  rules: [
    { point: 'order.*', ...THROTTLED },
    { point: 'user.*', ...THROTTLED },
    { point: 'order.*', ...CANCELLED },
    { point: 'user.*', ...CANCELLED },
  ],
});
