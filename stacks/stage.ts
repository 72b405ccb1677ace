import type { ServiceName } from '#shared/services';
import type { Platform } from './platform.ts';

/** `local` is the engine or LocalStack. */
export type Stage = 'local' | 'aws';

export interface StageFacts {
  readonly stage: Stage;
  /** Whether fault switches and `?delay=` exist. */
  readonly chaos: boolean;
  readonly chaosPollMs: number;
  /** Whether the calls of the documents, which carry no token, are taken. */
  readonly allowAnonymous: boolean;
  /** Whether everything that holds data outlives its stack: see constructs/stored-data.ts. */
  readonly keepData: boolean;
  /** Folder with one bundle per function. */
  readonly dist: string;
}

/** Everything that differs between the stages. */
export interface StageSettings extends StageFacts {
  readonly platform: Platform;
}

export interface StageChoices {
  /** @default - on in the stage `local` only */
  readonly chaos?: boolean | undefined;
  /** @default - on AWS only */
  readonly keepData?: boolean | undefined;
}

/** Returns the facts of a stage. AWS polls slowly: SSM allows some 40 reads a second by default. */
export function factsOf(stage: Stage, dist: string, choices: StageChoices = {}): StageFacts {
  const local = stage === 'local';
  return {
    stage,
    chaos: choices.chaos ?? local,
    chaosPollMs: local ? 500 : 10_000,
    allowAnonymous: local,
    keepData: choices.keepData ?? !local,
    dist,
  };
}

/** Makes the name of a function, API or table, the same in every account: `food-delivery-local-orders`. */
export const resourceName = (stage: Stage, name: string): string => `food-delivery-${stage}-${name}`;

export const functionName = (stage: Stage, service: ServiceName, name: string): string =>
  resourceName(stage, `${service}-${name}`);
