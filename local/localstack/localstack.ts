import { join } from 'node:path';
import { requireDynamoDbBinary } from '../services/dynamodb/dynamodb-binary.ts';
import type { Emulator } from './emulator.ts';

export const INFRA = join(import.meta.dirname, '..', '..', 'infra');

/** Last release that runs without an account: docs/adr/0009-localstack-4-14-with-processes.md */
export const LOCALSTACK: Emulator = {
  name: 'LocalStack',
  package: 'localstack-core[runtime]==4.14.0',
  constraints: join(INFRA, 'localstack', 'constraints.txt'),
  plugin: {
    folder: join(INFRA, 'localstack', 'plugin'),
    package: 'localstack_processes',
    bootstrap: join(import.meta.dirname, '..', 'runtime', 'bootstrap.mjs'),
  },
  module: 'localstack_processes',
  healthPath: '/_localstack/health',
  variables: (port, work, cache) => ({
    GATEWAY_LISTEN: `127.0.0.1:${port}`,
    LOCALSTACK_HOST: `127.0.0.1:${port}`,
    FILESYSTEM_ROOT: join(work, 'root'),
    TMPDIR: join(work, 'tmp'),
    XDG_CACHE_HOME: cache,
    SQS_ENDPOINT_STRATEGY: 'path',
    // no requests to the internet
    DNS_ADDRESS: '0',
    SKIP_SSL_CERT_DOWNLOAD: '1',
    DISABLE_EVENTS: '1',
    CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES: '0',
    PROVIDER_OVERRIDE_DYNAMODB: 'v2',
    PROVIDER_OVERRIDE_DYNAMODBSTREAMS: 'v2',
    DYNAMODB_BINARY: requireDynamoDbBinary('run LocalStack in its container instead: npm run localstack:up'),
    DYNAMODB_IN_MEMORY: '1',
    LAMBDA_RUNTIME_EXECUTOR: 'process',
    LAMBDA_PROCESS_NODE: process.execPath,
    // an idle function takes 95 MB
    LAMBDA_KEEPALIVE_MS: '60000',
    LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC: '0.2',
    LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC: '1',
  }),
};
