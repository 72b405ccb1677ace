// An engine in a process of its own, which attacks may end.
import { startTestEngine } from '#tests/support/engine/test-engine';
import type { Vitals } from './attacked-engine.ts';

const [dataDir = ''] = process.argv.slice(2);
const engine = await startTestEngine({ dataDir, log: 'silent', warmUp: true });
const stop = (): Promise<never> => engine.dispose().then(() => process.exit());

function vitals(): Vitals {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const sockets = process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
  return { rss, heapUsed, external, sockets };
}

process.on('message', (message) => {
  if (message === 'vitals') process.send?.(vitals());
  else void stop();
});
process.on('disconnect', stop);
process.send?.({
  urls: engine.urls,
  backends: engine.backends,
  serviceTokenSecret: engine.variables('restaurant').SERVICE_TOKEN_SECRET ?? '',
});
