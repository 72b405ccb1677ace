import { join } from 'node:path';
import { type CostAgainstControl, type CostContext, measureAgainstControl } from './against-control.ts';
import { startSystem } from './system.ts';

/** Measures what it costs that faults could be on, where none is: beside systems with CHAOS_ENABLED=false. */
export async function measureFaults(folder: string, context: CostContext): Promise<CostAgainstControl> {
  await using stack = new AsyncDisposableStack();
  const contender = async (name: string) => {
    context.signal.throwIfAborted();
    const environment = { CHAOS_ENABLED: String(name === 'on') };
    const dataDir = join(folder, `faults-${name}`);
    return { name, system: stack.use(await startSystem({ dataDir, environment })) };
  };
  const base = await contender('off');
  const changed = await contender('on');
  const control = await contender('control');
  return await measureAgainstControl('faults', { base, changed, control }, context);
}
