import type { Rule } from './rule.ts';
import { cachesRule } from './rules/caches.ts';
import { deadLettersRule } from './rules/dead-letters.ts';
import { ledgerRule } from './rules/ledger.ts';
import { outcomeRule, totalRule } from './rules/outcome.ts';
import { paymentStatusRule } from './rules/payment-status.ts';
import { pricesRule } from './rules/prices.ts';
import { idempotencyRule, orphansRule, recordsRule, tombstonesRule } from './rules/records.ts';
import { fulfilmentRule, reservationsRule } from './rules/reservations.ts';
import { compensationRule, messagesRule, pendingRule } from './rules/settling.ts';
import { stockRule } from './rules/stock.ts';

/** In the order of the report. */
export const RULES: readonly Rule[] = [
  stockRule,
  reservationsRule,
  fulfilmentRule,
  ledgerRule,
  paymentStatusRule,
  outcomeRule,
  totalRule,
  pricesRule,
  pendingRule,
  compensationRule,
  messagesRule,
  orphansRule,
  tombstonesRule,
  idempotencyRule,
  recordsRule,
  deadLettersRule,
  cachesRule,
];
