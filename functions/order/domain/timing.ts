const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Every time limit the order protocol relies on, in milliseconds. {@link TIMING_RULES} lists their relations. */
export const TIMING = {
  /** Time limits of the functions. */
  placeOrderMs: 25 * SECOND_MS,
  cancelOrderMs: 10 * SECOND_MS,
  recoverOrderMs: 20 * SECOND_MS,
  /** Life of a pending order before recovery may decide it. */
  pendingMs: 25 * SECOND_MS,
  /** Delay of the recovery message of a new order, and of a cancellation. */
  recoveryDelayMs: 30 * SECOND_MS,
  cancelRecoveryDelayMs: 12 * SECOND_MS,
  /** Time in which messages may be gathered into one call of recovery. */
  recoveryBatchMs: SECOND_MS,
  /** Visibility timeout of the recovery queue. */
  queueVisibilityMs: 25 * SECOND_MS,
  /** The longest delay SQS accepts. */
  longestQueueDelayMs: 15 * MINUTE_MS,
  queueRetentionMs: 14 * DAY_MS,
  /** One forward call to another service, its retry included. */
  forwardCallMs: 5 * SECOND_MS,
  /** Least remaining time to begin another step forward. */
  forwardStepMs: 8 * SECOND_MS,
  /** Giving back within the request takes at most this long. */
  undoMs: 3 * SECOND_MS,
  /** One call of recovery to another service. */
  recoveryCallMs: 10 * SECOND_MS,
  /** One attempt of a call to DynamoDB or SQS, of which there are two. */
  storeCallMs: 2 * SECOND_MS,
  /** Waits of recovery while a dependency is down, doubled from the first to the last. */
  shortestRetryMs: 2 * SECOND_MS,
  longestRetryMs: 15 * MINUTE_MS,
  /** Life of a cached order. */
  cachedOrderMs: 5 * MINUTE_MS,
  /** After a change, no cached copy shows the state before it any more, bumped or not; clocks may differ. */
  staleCopyMs: 6 * MINUTE_MS,
  /** A recovery message older than this goes to the dead-letter queue. */
  maxMessageAgeMs: DAY_MS,
  keyLifeMs: DAY_MS,
  /** A pending order is decided within this time, while DynamoDB and SQS answer. */
  decidedWithinMs: 60 * SECOND_MS,
  /** Stock and money are given back within this time, while every dependency answers. */
  compensatedWithinMs: 16 * MINUTE_MS,
} as const;

export type Timing = Readonly<Record<keyof typeof TIMING, number>>;

/** `shorter` must be below `longer`, or equal to it where `mayBeEqual`. */
export interface TimingRule {
  readonly why: string;
  shorter(timing: Timing): number;
  longer(timing: Timing): number;
  readonly mayBeEqual?: true;
  /**
   * Set where the rule says only when recovery begins: variables may break it. Early recovery fails orders that could be
   * confirmed, late recovery leaves them pending; neither loses stock or money, since only the first decision counts.
   */
  readonly isOverridable?: true;
}

/** The inequalities the protocol relies on. */
export const TIMING_RULES: readonly TimingRule[] = [
  {
    why: 'Recovery comes after everything place-order can still do.',
    shorter: (t) => t.placeOrderMs,
    longer: (t) => t.recoveryDelayMs,
    isOverridable: true,
  },
  {
    why: 'Recovery does not decide an order that place-order may still confirm.',
    shorter: (t) => t.placeOrderMs,
    longer: (t) => t.pendingMs,
    mayBeEqual: true,
    isOverridable: true,
  },
  {
    why: 'The first recovery message arrives past the deadline, so its first delivery can decide.',
    shorter: (t) => t.pendingMs,
    longer: (t) => t.recoveryDelayMs,
    isOverridable: true,
  },
  {
    why: 'Recovery of a cancellation comes after everything cancel-order can still do.',
    shorter: (t) => t.cancelOrderMs,
    longer: (t) => t.cancelRecoveryDelayMs,
    isOverridable: true,
  },
  {
    why: 'A message stays hidden while others are gathered, and as long as the function may run.',
    shorter: (t) => t.recoveryBatchMs + t.recoverOrderMs,
    longer: (t) => t.queueVisibilityMs,
  },
  {
    why: 'A step forward that fails at its time limit leaves enough time to give back.',
    shorter: (t) => t.forwardCallMs + t.undoMs,
    longer: (t) => t.forwardStepMs,
    mayBeEqual: true,
  },
  {
    why: 'place-order can check token and menus, and still take a step forward.',
    shorter: (t) => t.forwardCallMs + t.forwardStepMs,
    longer: (t) => t.placeOrderMs,
  },
  {
    why: 'cancel-order can announce, decide and still give back.',
    shorter: (t) => t.undoMs + 2 * t.storeCallMs,
    longer: (t) => t.cancelOrderMs,
  },
  {
    why: 'When a call of recovery fails at its time limit, recovery can still send a new message with both attempts.',
    shorter: (t) => t.recoveryCallMs + 2 * t.storeCallMs,
    longer: (t) => t.recoverOrderMs,
  },
  {
    why: 'Recovery waits at least as long as a request does for the same call.',
    shorter: (t) => t.forwardCallMs,
    longer: (t) => t.recoveryCallMs,
    mayBeEqual: true,
  },
  {
    why: 'Doubling the shortest wait reaches the longest.',
    shorter: (t) => t.shortestRetryMs,
    longer: (t) => t.longestRetryMs,
  },
  {
    why: 'SQS accepts the longest wait of recovery as the delay of a message.',
    shorter: (t) => Math.max(t.longestRetryMs, t.recoveryDelayMs, t.cancelRecoveryDelayMs),
    longer: (t) => t.longestQueueDelayMs,
    mayBeEqual: true,
  },
  {
    why: 'A pending order is decided in time, even if the first delivery of its message is lost.',
    shorter: (t) => t.recoveryDelayMs + t.queueVisibilityMs + t.recoveryBatchMs,
    longer: (t) => t.decidedWithinMs,
    isOverridable: true,
  },
  {
    why: 'What is owed is given back in time, even if recovery has just begun its longest wait.',
    shorter: (t) => t.longestRetryMs + t.recoverOrderMs,
    longer: (t) => t.compensatedWithinMs,
  },
  {
    why: 'A reader that saw the state before a change keeps it no longer than recovery bumps for that change.',
    shorter: (t) => t.cachedOrderMs + t.placeOrderMs,
    longer: (t) => t.staleCopyMs,
  },
  {
    why: 'Recovery retries many times before a message is too old.',
    shorter: (t) => t.longestRetryMs,
    longer: (t) => t.maxMessageAgeMs,
  },
  {
    why: 'An idempotency key lives as long as recovery works on its order, so a retry cannot place a second one.',
    shorter: (t) => t.maxMessageAgeMs,
    longer: (t) => t.keyLifeMs,
    mayBeEqual: true,
  },
  {
    why: 'SQS keeps a message longer than recovery retries it, so it ends as a dead letter and is not lost.',
    shorter: (t) => t.maxMessageAgeMs + t.longestQueueDelayMs,
    longer: (t) => t.queueRetentionMs,
  },
];

/** The rules that the numbers break, one sentence each. */
export function brokenTimingRules(
  timing: Timing,
  rules: readonly TimingRule[] = TIMING_RULES,
): readonly string[] {
  return rules.flatMap((rule) => {
    const [shorter, longer] = [rule.shorter(timing), rule.longer(timing)];
    if (shorter < longer || (rule.mayBeEqual && shorter === longer)) return [];
    return [`${rule.why} ${shorter} ms must be ${rule.mayBeEqual ? 'at most' : 'less than'} ${longer} ms.`];
  });
}
