import { definePreset } from './preset.ts';

export const noRecoveryQueue = definePreset({
  name: 'no-recovery-queue',
  summary: 'The recovery queue takes no message, so that no order can be placed safely.',
  rules: [{ point: 'order.recovery.send', mode: 'send_fails' }],
});
