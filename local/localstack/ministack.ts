import { delimiter, dirname, join } from 'node:path';
import type { Emulator } from './emulator.ts';
import { INFRA } from './localstack.ts';

/** Small and quick; it runs functions with the node on its path. */
export const MINISTACK: Emulator = {
  name: 'MiniStack',
  package: 'ministack==1.5.33',
  constraints: join(INFRA, 'ministack', 'constraints.txt'),
  module: 'ministack',
  healthPath: '/_ministack/health',
  variables: (port, work) => ({
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_HOST: '127.0.0.1',
    IOT_MTLS_ENABLED: '0',
    TMPDIR: join(work, 'tmp'),
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
  }),
};
