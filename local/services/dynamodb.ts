import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../errors.ts';
import { packageFolder, platformName } from './binaries.ts';
import { type Child, startChild } from './child.ts';
import type { Service, ServiceContext } from './service.ts';
import { tcpProbe } from './tcp.ts';

/** Dynoxide's binary for this machine, if there is one. */
export function dynamoDbBinary(): string | undefined {
  const folder = packageFolder(`@dynoxide/${platformName}`);
  return folder && join(folder, 'dynoxide');
}

/** DynamoDB by Dynoxide: one binary over one SQLite file. */
export async function createDynamoDb(context: ServiceContext): Promise<Service> {
  const command = dynamoDbBinary();
  if (!command) {
    throw new EngineError(
      `there is no DynamoDB binary for ${platformName} (package @dynoxide/${platformName}); ` +
        'start another DynamoDB and name it with DYNAMODB_ENDPOINT=http://…, or use: docker compose up',
    );
  }
  const folder = join(context.dataDir.path, 'dynamodb');
  await mkdir(folder, { recursive: true });
  const port = await context.dataDir.port('dynamodb');
  const url = `http://127.0.0.1:${port}`;
  let child: Child | undefined;

  return {
    url,
    get pid() {
      return child?.pid;
    },
    async start() {
      child = await startChild(
        {
          name: 'dynamodb',
          command,
          args: [
            'serve',
            '--host',
            '127.0.0.1',
            '--port',
            String(port),
            '--db-path',
            join(folder, 'dynamodb.sqlite'),
          ],
          probe: () => tcpProbe({ host: '127.0.0.1', port }),
        },
        context,
      );
    },
    async stop() {
      await child?.stop();
      child = undefined;
    },
  };
}
