import type { Service, ServiceContext } from '../service.ts';
import { handleSsm } from './ssm-api.ts';
import { callSsm } from './ssm-call.ts';
import { createSsmStore, type SsmStore } from './ssm-store.ts';

const IS_SSM = /^AmazonSSM\./;

/** Creates the Parameter Store in the engine's process. It is served on the engine's own port. */
export async function createSsm({ dataDir, engineUrl, insideUrl }: ServiceContext): Promise<Service> {
  let store: SsmStore | undefined;
  return {
    url: engineUrl,
    functionsUrl: insideUrl ?? engineUrl,
    pid: undefined,
    async start() {
      store = await createSsmStore(dataDir);
    },
    async stop() {
      store = undefined;
    },
    async call(action, input) {
      if (!store) throw new Error('the Parameter Store is stopped');
      return await callSsm(store, action, input);
    },
    handle(request, response, guard) {
      if (!IS_SSM.test(String(request.headers['x-amz-target']))) return false;
      if (store) guard(handleSsm)(store, request, response);
      // a stopped store behaves like a closed port
      else request.socket.destroy();
      return true;
    },
  };
}
