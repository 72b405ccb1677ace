/** What was started in a terminal and has the system for itself, such as `the scenario payment-failure`; undefined where nothing has. */
export const systemHolder = async (dataDir: string): Promise<string | undefined> =>
  (await import('#scenarios/run/hold-system')).holderOf(dataDir);
