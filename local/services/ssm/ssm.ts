import { NOTHING_STORED, versionName } from '#shared/faults/stored-version';
import type { Service, ServiceContext } from '../service.ts';
import { handleSsm } from './ssm-api.ts';
import { callSsm } from './ssm-call.ts';
import { findStored } from './ssm-parameter.ts';
import { createSsmStore, type SsmStore, type StoredParameter } from './ssm-store.ts';

const IS_SSM = /^AmazonSSM\./;

/** Creates the Parameter Store in the engine's process. It is served on the engine's own port. */
export async function createSsm({ dataDir, engineUrl, insideUrl, points }: ServiceContext): Promise<Service> {
  let store: SsmStore | undefined;
  return {
    url: engineUrl,
    functionsUrl: insideUrl ?? engineUrl,
    pid: undefined,
    async start() {
      store = await createSsmStore(dataDir, points);
    },
    async stop() {
      store = undefined;
    },
    async call(action, input) {
      if (!store) throw new Error('the Parameter Store is stopped');
      return await callSsm(store, action, input);
    },
    versionOf: (name) => store && versionText(findStored(store, name)),
    handle(request, response, guard) {
      if (!IS_SSM.test(String(request.headers['x-amz-target']))) return false;
      if (store) guard(handleSsm)(store, request, response);
      // a stopped store behaves like a closed port
      else request.socket.destroy();
      return true;
    },
  };
}

const versionText = (parameter: StoredParameter | undefined): string =>
  versionName(
    parameter
      ? { text: parameter.value, version: parameter.version, modifiedAt: parameter.modifiedMs }
      : NOTHING_STORED,
  );
