import { spawnSync } from 'node:child_process';
import type { TestTagDefinition } from 'vitest/config';
import { findOnPath } from '#local/host/binaries';
import { dynamoDbBinary } from '#local/services/dynamodb/dynamodb-binary';
import { redisBinary } from '#local/services/redis/redis-binary';
import { chromiumBinary } from './chromium.ts';
import { builtCollector } from './collector-binaries.ts';

/** A need that some machines do not meet. A test names it in its `tags`, and is left out where it is missing. */
interface Need {
  readonly tag: string;
  /** Words for the sentence "40 tests that need …". */
  readonly what: string;
  readonly how: string;
  isMet(): boolean;
}

/** A shim on PATH, for example pyenv's, may exist without the program itself. */
const runs = (program: string, ...args: string[]): boolean =>
  findOnPath(program) !== undefined && spawnSync(program, args, { stdio: 'ignore' }).status === 0;

export const NEEDS: readonly Need[] = [
  {
    tag: 'redis-server',
    what: 'redis-server or valkey-server',
    how: 'apt-get install redis-server, brew install redis',
    isMet: () => redisBinary() !== undefined,
  },
  {
    tag: 'dynoxide',
    what: 'Dynoxide',
    how: 'run them on Linux x86-64, where npm ci installs it',
    isMet: () => dynamoDbBinary() !== undefined,
  },
  {
    tag: 'openssl',
    what: 'openssl',
    how: 'apt-get install openssl, brew install openssl',
    isMet: () => runs('openssl', 'version'),
  },
  {
    tag: 'aws-cli',
    what: 'the AWS command line',
    how: 'pip install awscli, brew install awscli',
    isMet: () => runs('aws', '--version'),
  },
  {
    tag: 'curl',
    what: 'bash and curl',
    how: 'apt-get install bash curl',
    isMet: () => findOnPath('bash') !== undefined && findOnPath('curl') !== undefined,
  },
  {
    tag: 'nginx',
    what: 'nginx',
    how: 'apt-get install nginx',
    isMet: () => findOnPath('nginx') !== undefined,
  },
  {
    tag: 'java',
    what: 'Java and Maven',
    how: 'apt-get install maven, brew install maven',
    isMet: () => findOnPath('java') !== undefined && findOnPath('mvn') !== undefined,
  },
  {
    tag: 'docker',
    what: 'a Docker engine with the compose plugin',
    how: 'tests/docker/README.md',
    isMet: () => runs('docker', 'compose', 'version') && runs('docker', 'version'),
  },
  {
    tag: 'ps',
    what: 'ps',
    how: 'apt-get install procps',
    isMet: () => findOnPath('ps') !== undefined,
  },
  {
    tag: 'root',
    what: 'root',
    how: 'run them as root, in a container for example',
    isMet: () => process.getuid?.() === 0,
  },
  {
    tag: 'small-disk',
    what: 'a small disk of their own',
    how: 'run them as root, where root may mount',
    isMet: () => runs('unshare', '-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'),
  },
  {
    tag: 'chromium',
    what: 'Chromium',
    how: 'apt-get install chromium',
    isMet: () => chromiumBinary() !== undefined,
  },
  {
    tag: 'collector',
    what: "the tests' OpenTelemetry Collector",
    how: 'install Go 1.26, then tests/telemetry/build-collector.sh',
    isMet: () => builtCollector() !== undefined,
  },
  {
    tag: 'prometheus',
    what: 'prometheus and promtool',
    how: 'apt-get install prometheus, brew install prometheus',
    isMet: () => findOnPath('prometheus') !== undefined && findOnPath('promtool') !== undefined,
  },
];

/** The tags of vitest's configuration. */
export const tags: TestTagDefinition[] = NEEDS.map(({ tag, what, how, isMet }) => ({
  name: tag,
  description: `needs ${what} (${how})`,
  skip: !isMet(),
}));
