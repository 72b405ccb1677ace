import * as z from 'zod';
import { readSwitchParameter } from '#shared/faults/switch-parameter';
import { switchedOn } from '#shared/faults/switch-table';
import { readSwitchText } from '#shared/faults/switch-text';
import type { ServiceName } from '#shared/http/route';
import type { Log } from '../host/log.ts';
import { awsJsonClient, LOCAL_IDENTITY } from '../http/aws-json.ts';
import type { Resource } from '../services/resource.ts';
import type { Backends } from '../services/running-backends.ts';

const Named = z.object({ Name: z.string() });
const Answer = z.object({ Parameter: z.object({ Value: z.string() }) });

type ParameterStore = Pick<Backends, 'ssm' | 'ssmEndpoint'>;

export interface LeftoverOptions {
  /** Leaves them on. */
  readonly keep: boolean;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * Ends the faults that an earlier run left on, and says which they were. Only the engine's own Parameter Store is
 * written; one that someone else runs is read.
 */
export async function startWithoutFaults(
  parameters: readonly Resource[],
  store: ParameterStore,
  { keep, log }: LeftoverOptions,
): Promise<void> {
  const switches = parameters.flatMap(({ properties }) => {
    const { Name: name } = Named.parse(properties);
    const parameter = readSwitchParameter(name);
    return parameter && 'service' in parameter ? [{ name, service: parameter.service }] : [];
  });
  const found: string[] = [];
  for (const { name, service } of switches) {
    const described = describe(service, await storedText(store, name));
    found.push(...described);
    if (described.length > 0 && store.ssm && !keep) await clear(store.ssm, name);
  }
  if (found.length === 0) return;
  const list = found.join('; ');
  if (!store.ssm) log.warn(`faults are on in the Parameter Store at ${store.ssmEndpoint}: ${list}`);
  else if (keep) log.warn(`faults of the last run stay on (KEEP_FAULTS=1): ${list}`);
  else log.warn(`faults of the last run are off now: ${list}; KEEP_FAULTS=1 keeps them`);
}

/** Service, switch and setting of what is on, and what is wrong with the rest. */
function describe(service: ServiceName, text: string): string[] {
  const { settings, invalid } = readSwitchText(service, text);
  return [
    ...switchedOn(settings).map((id) => `${service} ${id} ${JSON.stringify(settings[id])}`),
    ...invalid.map(({ value, problem }) => `${service} ${value}, which does not act: ${problem}`),
  ];
}

async function storedText({ ssm, ssmEndpoint }: ParameterStore, name: string): Promise<string> {
  if (ssm) return ssm.get(name)?.value ?? '{}';
  if (ssmEndpoint === undefined) return '{}';
  const answer = await awsJsonClient('ssm', ssmEndpoint, LOCAL_IDENTITY)('GetParameter', { Name: name });
  return Answer.parse(answer).Parameter.Value;
}

async function clear(ssm: NonNullable<ParameterStore['ssm']>, name: string): Promise<void> {
  const parameter = ssm.get(name);
  if (parameter) await ssm.put({ ...parameter, value: '{}' });
}
