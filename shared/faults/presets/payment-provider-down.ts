import { definePreset } from './preset.ts';

export const paymentProviderDown = definePreset({
  name: 'payment-provider-down',
  summary:
    'No call reaches the payment provider: no charge, no refund, and no close of an account of an order.',
  // The provider is a port of ours: below it is the table of its ledger, which works.
  rules: [{ point: 'order.payments.*', mode: 'exception' }],
});
