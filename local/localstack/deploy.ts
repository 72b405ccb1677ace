import { join } from 'node:path';
import { ACCOUNT_ID, REGION } from '../runtime/variables.ts';
import { cdklocal, type DeployOptions } from './cdklocal.ts';

/**
 * Runs `cdklocal bootstrap` and `cdklocal deploy --all` offline.
 * @throws EngineError with the first reason in the output
 */
export async function deploy(options: DeployOptions): Promise<void> {
  const { dataDir, onProgress } = options;
  const run = (name: string, args: readonly string[]) => cdklocal(name, args, options);
  await run('bootstrap', [`aws://${ACCOUNT_ID}/${REGION}`]);
  onProgress('cdklocal bootstrap is done');
  await run('deploy', [
    '--all',
    '--require-approval',
    'never',
    // LocalStack keeps nothing over a restart, and addresses may differ from the last deployment
    '--no-previous-parameters',
    '--output',
    join(dataDir, 'cdk.out'),
  ]);
  onProgress('cdklocal deploy --all is done');
}
