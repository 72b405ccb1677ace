/** What can be done about a fault. */
export const REMEDIES = {
  restart_environments: 'end the environments that misbehave, so that new ones start',
  start_service: 'start the service that nothing listens for',
  start_store: 'start the store that does not answer',
  restore_connection: 'mend what stands between two services',
  ask_provider: 'have the payment provider mend it',
  end_lock_holder: 'end the session that holds the lock',
  order_locks: 'take locks in one order everywhere',
  set_clock: 'set the clock that is off',
  distribute_key: 'give every environment the new key',
  stop_writer: 'stop the program that writes bad messages',
  stop_killer: 'give the processes what they are ended for the lack of',
} as const satisfies Readonly<Record<string, string>>;

export type Remedy = keyof typeof REMEDIES;
