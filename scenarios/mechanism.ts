/** What can be wrong, in the words of reports and drills. */
export const MECHANISMS = {
  latency: 'calls take longer',
  errors: 'calls fail',
  unreachable: 'nothing listens, or the connection is refused',
  lost_answer: 'the work is done and its answer is lost',
  declined: 'the payment provider says no',
  lock_wait: 'a lock is held that others wait for',
  deadlock: 'two transactions wait for each other',
  store_down: 'a store does not answer',
  stale_value: 'a value of earlier is answered',
  duplicate_message: 'a message is delivered twice',
  poison_message: 'a message cannot be handled',
  killed_process: 'processes end in the middle of their work',
  slow_start: 'new processes start slowly',
  overload: 'more is asked than can be done',
  slow_client: 'clients send and read slowly',
  contention: 'many want the same row',
  wrong_clock: 'a clock is off',
  rotated_key: 'a key was exchanged, and not everywhere',
} as const satisfies Readonly<Record<string, string>>;

export type Mechanism = keyof typeof MECHANISMS;
