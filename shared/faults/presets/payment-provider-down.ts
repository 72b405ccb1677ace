import { definePreset } from './preset.ts';

export const paymentProviderDown = definePreset({
  name: 'payment-provider-down',
  summary: 'No charge and no refund reaches the payment provider.',
  rules: [
    { point: 'order.payments.charge', mode: 'exception' },
    { point: 'order.payments.refund', mode: 'exception' },
  ],
});
