import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataDir, openDataDir } from '#local/host/data-dir';
import { createLog } from '#local/host/log';
import { startWatchdog } from '#local/host/watchdog';
import { removeDataDir } from '#local/services/remove-data-dir';
import type { DynamoDbChoice, Service, ServiceContext } from '#local/services/service';
import { DYNAMODB } from '#tests/support/stores/dynamodb-choices';

/** A data folder of its own for one test, with everything a service needs; deleted after the test. */
export interface TestBench extends AsyncDisposable {
  readonly folder: string;
  readonly context: ServiceContext;
  /** Starts the service and stops it at the end. */
  run(create: (context: ServiceContext) => Promise<Service>): Promise<Service>;
  /** Closes the folder and opens it again, as a second start of the engine does. */
  reopen(): Promise<void>;
}

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'food-delivery-test-'));

/** Deletes folders that tests made; an engine's data goes with everything that belongs to it. */
export const removeFolder = removeDataDir;

/** The context with one of the two DynamoDBs, if one is given. */
export const withDynamoDb = (context: ServiceContext, dynamodb?: DynamoDbChoice): ServiceContext =>
  dynamodb ? Object.create(context, { dynamodb: { value: dynamodb } }) : context;

export async function testBench(): Promise<TestBench> {
  const folder = await temporaryFolder();
  const watchdog = startWatchdog();
  const log = createLog('silent');
  const services: Service[] = [];
  let dataDir: DataDir = await openDataDir(folder);
  const context = {
    get dataDir() {
      return dataDir;
    },
    watchdog,
    log,
    engineUrl: 'http://127.0.0.1:1',
    dynamodb: DYNAMODB,
    onProgress: () => undefined,
    onEnded: () => undefined,
  };
  const stopAll = async (): Promise<void> => {
    await Promise.all(services.splice(0).map((service) => service.stop()));
  };
  return {
    folder,
    context,
    async run(create) {
      const service = await create(context);
      services.push(service);
      await service.start();
      return service;
    },
    async reopen() {
      await stopAll();
      await dataDir.close();
      dataDir = await openDataDir(folder);
    },
    async [Symbol.asyncDispose]() {
      await stopAll();
      await watchdog.dispose();
      await dataDir.close();
      await removeDataDir(folder);
    },
  };
}
