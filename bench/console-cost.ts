import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { type CostAgainstControl, type CostContext, measureAgainstControl } from './against-control.ts';
import { startSystem } from './system.ts';

/** Measures what it costs that a page of the console is open, with what it reads from the stores meanwhile. */
export async function measureConsole(folder: string, context: CostContext): Promise<CostAgainstControl> {
  await using stack = new AsyncDisposableStack();
  const contender = async (name: string) => {
    context.signal.throwIfAborted();
    const dataDir = join(folder, `console-${name}`);
    return { name, system: stack.use(await startSystem({ dataDir })) };
  };
  const base = await contender('closed');
  const changed = await contender('open');
  const control = await contender('control');
  stack.use(await lookAt(changed.system.urls.engine));
  return await measureAgainstControl('console', { base, changed, control }, context);
}

/** Reads the stream of the console as a page does. */
async function lookAt(engineUrl: string): Promise<Disposable> {
  const look = request(`${engineUrl}/console/events`);
  look.end();
  const [frames] = await once(look, 'response');
  frames.resume();
  return { [Symbol.dispose]: () => look.destroy() };
}
