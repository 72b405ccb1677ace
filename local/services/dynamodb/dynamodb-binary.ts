import { join } from 'node:path';
import { packageFolder, platformName } from '#local/host/binaries';

/** Dynoxide's binary for this machine, if there is one. */
export function dynamoDbBinary(): string | undefined {
  const folder = packageFolder(`@dynoxide/${platformName}`);
  return folder && join(folder, 'dynoxide');
}
