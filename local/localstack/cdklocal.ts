import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { EngineError } from '../host/engine-error.ts';
import { cdkLocalVariables } from './cdklocal-variables.ts';
import { reasonIn } from './failure-reason.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PACKAGE = createRequire(import.meta.url).resolve('aws-cdk-local/package.json');
const CDKLOCAL = join(PACKAGE, '..', 'bin', 'cdklocal');

export interface DeployOptions {
  /** URL of LocalStack. */
  readonly endpoint: string;
  readonly dataDir: string;
  /** OTLP receiver of the functions; empty for none. @default the shell's OTEL_EXPORTER_OTLP_ENDPOINT */
  readonly otlpEndpoint?: string;
  readonly onProgress: (text: string) => void;
}

export async function cdklocal(
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
