import { join } from 'node:path';
import { packageFolder, platformName } from '#local/host/binaries';

/** Finds Dynoxide's binary for this machine. */
export function dynamoDbBinary(): string | undefined {
  const folder = packageFolder(`@dynoxide/${platformName}`);
  return folder && join(folder, 'dynoxide');
}
