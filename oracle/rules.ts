import type { Rule } from './rule.ts';
import { cachesRule } from './rules/caches.ts';
import { compensationRule } from './rules/compensation.ts';
import { deadLettersRule } from './rules/dead-letters.ts';
import { fulfilmentRule } from './rules/fulfilment.ts';
import { idempotencyRule } from './rules/idempotency.ts';
import { ledgerRule } from './rules/ledger.ts';
import { messagesRule } from './rules/messages.ts';
import { orphansRule } from './rules/orphans.ts';
import { outcomeRule } from './rules/outcome.ts';
import { paymentStatusRule } from './rules/payment-status.ts';
import { pendingRule } from './rules/pending.ts';
import { pricesRule } from './rules/prices.ts';
import { recordsRule } from './rules/records.ts';
import { reservationsRule } from './rules/reservations.ts';
import { stockRule } from './rules/stock.ts';
import { tombstonesRule } from './rules/tombstones.ts';
import { totalRule } from './rules/total.ts';

/** All rules, in the order of the report. */
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
