import type { ServiceName } from '#shared/http/route';

/** `local` runs on the engine and on LocalStack. */
export type Stage = 'local' | 'aws';

/** What differs between the stages, and nothing else does. */
export interface StageSettings {
  readonly stage: Stage;
  /** Fault switches and `?delay=`. */
  readonly chaos: boolean;
  readonly chaosPollMs: number;
  /** Reading and cancelling orders without a token. */
  readonly allowAnonymousOrders: boolean;
  /** Whether tables outlive their stack. */
  readonly keepData: boolean;
  /** Folder with one bundle per function. */
  readonly dist: string;
}

/** SSM allows some 40 reads a second by default, hence the slow poll on AWS. */
export function settingsOf(stage: Stage, dist: string, chaos: boolean = stage === 'local'): StageSettings {
  const local = stage === 'local';
  return {
    stage,
    chaos,
    chaosPollMs: local ? 500 : 10_000,
    allowAnonymousOrders: local,
    keepData: !local,
    dist,
  };
}

/** The name of a table, queue or API, the same in every account: `food-delivery-local-orders`. */
export const resourceName = (stage: Stage, name: string): string => `food-delivery-${stage}-${name}`;

export const functionName = (stage: Stage, service: ServiceName, name: string): string =>
  resourceName(stage, `${service}-${name}`);
