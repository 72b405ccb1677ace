import { EngineError } from '../host/engine-error.ts';
import { RESOURCE_TYPES } from '../services/backends.ts';
import { type FunctionModel, readModel } from '../template/model.ts';
import { systemStacks } from '../template/system-stacks.ts';

export async function findFunction(name: string, outdir: string): Promise<FunctionModel> {
  const templates = await systemStacks({ outdir, signal: new AbortController().signal });
  const { functions } = readModel(templates, RESOURCE_TYPES);
  const found = functions.filter(({ key }) => key === name || key.endsWith(`/${name}`));
  const [only, another] = found;
  if (only && !another) return only;
  const names = (found.length > 0 ? found : functions).map(({ key }) => key).join(', ');
  throw new EngineError(`there is ${only ? 'more than one' : 'no'} function ${name}: ${names}`);
}
