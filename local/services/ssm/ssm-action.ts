import type { SsmStore } from './ssm-store.ts';

interface ParameterCall {
  readonly store: SsmStore;
  readonly body: unknown;
  readonly region: string;
}

/** Actions of the Parameter Store, by name. Each throws SsmFault or ZodError for an error of the caller. */
export type SsmActions = Readonly<Record<string, (call: ParameterCall) => unknown>>;
