// An engine as a process of its own, which a test can kill.
import { startTestEngine } from '#tests/support/engine/test-engine';
import { quickEngine } from '#tests/support/quick-engine';
import type { HostOptions } from './hosted-engine.ts';
import { storesOf } from './stores-of.ts';

const [dataDir = '', options = '{}'] = process.argv.slice(2);
const engine = await startTestEngine({
  ...(await quickEngine(dataDir)),
  ...(JSON.parse(options) as HostOptions),
});
const stop = (): Promise<never> => engine.dispose().then(() => process.exit());
process.on('message', stop);
process.on('disconnect', stop);
process.send?.({ urls: engine.urls, stores: storesOf(engine) });
