import { join } from 'node:path';
import { packageFolder, platformName } from '#local/host/binaries';
import { EngineError } from '#local/host/engine-error';

/** Finds Dynoxide's binary for this machine. */
export function dynamoDbBinary(): string | undefined {
  const folder = packageFolder(`@dynoxide/${platformName}`);
  return folder && join(folder, 'dynoxide');
}

/** @throws EngineError that names what to do instead, if there is no binary for this machine */
export function requireDynamoDbBinary(instead: string): string {
  const binary = dynamoDbBinary();
  if (binary) return binary;
  throw new EngineError(
    `there is no DynamoDB binary for ${platformName} (package @dynoxide/${platformName}); ${instead}`,
  );
}
