import { afterAnswer } from './after-answer.ts';
import type { Lint } from './lint.ts';
import { repeatedCall } from './repeated-call.ts';
import { sequentialCalls } from './sequential-calls.ts';
import { shortDeadline } from './short-deadline.ts';
import { unsafeRetry } from './unsafe-retry.ts';

export const LINTS: readonly Lint[] = [
  repeatedCall,
  shortDeadline,
  unsafeRetry,
  sequentialCalls,
  afterAnswer,
];
