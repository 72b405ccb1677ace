import type { ServiceName } from '#shared/services';
import type { Platform } from './platform.ts';

/** `local` runs on the engine and on LocalStack. */
export type Stage = 'local' | 'aws';

export interface StageFacts {
  readonly stage: Stage;
  /** Fault switches and `?delay=`. */
  readonly chaos: boolean;
  readonly chaosPollMs: number;
  /** Reading and cancelling orders without a token. */
  readonly allowAnonymousOrders: boolean;
  /** Whether tables and databases outlive their stack. */
  readonly keepData: boolean;
  /** Folder with one bundle per function. */
  readonly dist: string;
}

/** What differs between the stages, and nothing else does. */
export interface StageSettings extends StageFacts {
  readonly platform: Platform;
}

export interface StageChoices {
  /** @default - on in the stage `local` only */
  readonly chaos?: boolean | undefined;
  /** @default - on AWS only */
  readonly keepData?: boolean | undefined;
}

/** SSM allows some 40 reads a second by default, hence the slow poll on AWS. */
export function factsOf(stage: Stage, dist: string, choices: StageChoices = {}): StageFacts {
  const local = stage === 'local';
  return {
    stage,
    chaos: choices.chaos ?? local,
    chaosPollMs: local ? 500 : 10_000,
    allowAnonymousOrders: local,
    keepData: choices.keepData ?? !local,
    dist,
  };
}

/** The name of a table, queue or API, the same in every account: `food-delivery-local-orders`. */
export const resourceName = (stage: Stage, name: string): string => `food-delivery-${stage}-${name}`;

export const functionName = (stage: Stage, service: ServiceName, name: string): string =>
  resourceName(stage, `${service}-${name}`);
