import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../errors.ts';
import { platformName } from '../services/binaries.ts';
import { startChild } from '../services/child.ts';
import { dynamoDbBinary } from '../services/dynamodb.ts';
import type { ServiceContext } from '../services/service.ts';
import type { Installation } from './install.ts';

const READY_TIMEOUT_MS = 180_000;
/** Names that would lead LocalStack's own clients elsewhere. */
const NOT_FOR_LOCALSTACK = {
  AWS_PROFILE: undefined,
  AWS_ENDPOINT_URL: undefined,
  AWS_ENDPOINT_URL_S3: undefined,
  NODE_OPTIONS: undefined,
};

export interface LocalStackServer {
  readonly url: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** LocalStack on loopback, with its functions and DynamoDB as processes of this machine. */
export async function startServer(
  { folder, python }: Installation,
  port: number,
  context: ServiceContext,
): Promise<LocalStackServer> {
  const binary = dynamoDbBinary();
  if (!binary) {
    throw new EngineError(
      `there is no DynamoDB binary for ${platformName} (package @dynoxide/${platformName}); run LocalStack in its ` +
        'container instead: npm run localstack:up',
    );
  }
  const url = `http://127.0.0.1:${port}`;
  const work = join(context.dataDir.path, 'localstack');
  // LocalStack keeps nothing over a restart
  await rm(work, { recursive: true, force: true });
  await mkdir(join(work, 'tmp'), { recursive: true });
  const child = await startChild(
    {
      name: 'localstack',
      command: python,
      args: ['-m', 'localstack_processes'],
      env: { ...NOT_FOR_LOCALSTACK, ...variables(port, work, folder, binary) },
      readyTimeoutMs: READY_TIMEOUT_MS,
      probe: async () => {
        const { ok, status } = await fetch(`${url}/_localstack/health`);
        if (!ok) throw new Error(`health answers ${status}`);
      },
    },
    context,
  );
  const { pid } = child;
  return {
    url,
    pid,
    async stop() {
      await child.stop();
      killGroup(pid);
      await rm(work, { recursive: true, force: true });
    },
  };
}

function variables(port: number, work: string, folder: string, dynamoDb: string) {
  return {
    GATEWAY_LISTEN: `127.0.0.1:${port}`,
    LOCALSTACK_HOST: `127.0.0.1:${port}`,
    FILESYSTEM_ROOT: join(work, 'root'),
    TMPDIR: join(work, 'tmp'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    SQS_ENDPOINT_STRATEGY: 'path',
    // nothing is asked of the internet
    DNS_ADDRESS: '0',
    SKIP_SSL_CERT_DOWNLOAD: '1',
    DISABLE_EVENTS: '1',
    CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES: '0',
    PROVIDER_OVERRIDE_DYNAMODB: 'v2',
    PROVIDER_OVERRIDE_DYNAMODBSTREAMS: 'v2',
    DYNAMODB_BINARY: dynamoDb,
    DYNAMODB_IN_MEMORY: '1',
    LAMBDA_RUNTIME_EXECUTOR: 'process',
    LAMBDA_PROCESS_NODE: process.execPath,
    // an idle function takes 95 MB
    LAMBDA_KEEPALIVE_MS: '60000',
    LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC: '0.2',
    LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC: '1',
  };
}

/** What LocalStack started and did not end. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing is left of it.
  }
}
