import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { EngineError } from '../host/engine-error.ts';
import { ACCOUNT_ID, REGION } from '../runtime/variables.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CDKLOCAL = join(
  createRequire(import.meta.url).resolve('aws-cdk-local/package.json'),
  '..',
  'bin',
  'cdklocal',
);

export interface DeployOptions {
  /** URL of LocalStack. */
  readonly endpoint: string;
  readonly dataDir: string;
  /** OTLP receiver of the functions; empty for none. @default the shell's OTEL_EXPORTER_OTLP_ENDPOINT */
  readonly otlpEndpoint?: string;
  readonly onProgress: (text: string) => void;
}

/** Variables for `cdklocal` and `aws`, with an address because the default host name needs public DNS. */
export const cdkLocalVariables = (endpoint: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ENDPOINT_URL_S3: endpoint,
});

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

async function cdklocal(
  name: string,
  args: readonly string[],
  { endpoint, dataDir, otlpEndpoint }: DeployOptions,
): Promise<void> {
  await mkdir(join(dataDir, 'logs'), { recursive: true });
  const file = join(dataDir, 'logs', `cdklocal-${name}.log`);
  const log = await open(file, 'w');
  const child = spawn(process.execPath, [CDKLOCAL, name, ...args, '--ci', '--no-color'], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...cdkLocalVariables(endpoint),
      LOCALSTACK_DATA_DIR: dataDir,
      ...(otlpEndpoint !== undefined && { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint }),
      CDK_DISABLE_CLI_TELEMETRY: '1',
      // the build that CDK starts must use the node and npm of this process
      PATH: `${join(process.execPath, '..')}:${process.env.PATH ?? ''}`,
    },
    stdio: ['ignore', log.fd, log.fd],
  });
  const [code] = await once(child, 'exit').finally(() => log.close());
  if (code === 0) return;
  throw new EngineError(`cdklocal ${name} failed: ${reasonIn(await readFile(file, 'utf8'))} (see ${file})`);
}

/** Extracts the reason of a failure from CDK's output. */
export function reasonIn(output: string): string {
  const refused = /\|\s*(?:CREATE|UPDATE|DELETE)_FAILED\b.*/.exec(output)?.[0];
  // this reason may span several lines
  const changeSet = /Failed to create change set [^\n]*\n([\s\S]*?)(?:\n\s*\n|\nSource Location)/.exec(
    output,
  )?.[1];
  const error = /^.*(?:❌|\b[Ee]rror:).*$/m.exec(output)?.[0];
  const last = output.trim().split('\n').at(-1);
  const reason = refused ?? changeSet ?? error ?? last ?? '';
  return (
    reason
      .replace(/^[❌|\s]+/u, '')
      .replace(/\s+/g, ' ')
      .trim() || 'it printed nothing'
  );
}
