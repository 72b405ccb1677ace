import * as z from 'zod';
import type { StoredText } from '#shared/db/ssm';
import { switchedOn } from '#shared/faults/fault-table';
import { readSwitchParameter } from '#shared/faults/switch-parameter';
import { readState } from '#shared/faults/switch-state';
import type { ServiceName } from '#shared/services';
import type { Log } from '../host/log.ts';
import type { Resource } from '../services/resource.ts';
import { type ParameterStore, parameterCall } from '../services/ssm/provision-parameters.ts';
import { StoredParameter, storedText } from './stored-parameter.ts';

const Named = z.object({ Name: z.string() });
const ParameterAnswer = z.object({ Parameter: StoredParameter });

export interface LeftoverOptions {
  /** Keeps the faults on. */
  readonly keep: boolean;
  /** False for an external Parameter Store. */
  readonly isOwn: boolean;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * Ends the faults that an earlier run left on, and logs them. Only the engine's own Parameter Store is written; an
 * external one is only read.
 */
export async function startWithoutFaults(
  parameters: readonly Resource[],
  store: ParameterStore,
  { keep, isOwn, log }: LeftoverOptions,
): Promise<void> {
  const switches = parameters.flatMap(({ properties }) => {
    const { Name: name } = Named.parse(properties);
    const parameter = readSwitchParameter(name);
    return parameter && 'service' in parameter ? [{ name, service: parameter.service }] : [];
  });
  const call = parameterCall(store);
  const found: string[] = [];
  for (const { name, service } of switches) {
    const { Parameter } = ParameterAnswer.parse(await call('GetParameter', { Name: name }));
    const described = describe(service, storedText(Parameter));
    found.push(...described);
    if (described.length > 0 && isOwn && !keep) {
      await call('PutParameter', { Name: name, Value: '{}', Overwrite: true });
    }
  }
  if (found.length === 0) return;
  const list = found.join('; ');
  if (!isOwn) log.warn(`faults are on in the Parameter Store at ${store.url}: ${list}`);
  else if (keep) log.warn(`faults of the last run stay on (KEEP_FAULTS=1): ${list}`);
  else log.warn(`faults of the last run are off now: ${list}; KEEP_FAULTS=1 keeps them`);
}

/** Describes the switches and rules that are on or will be, and the problems of invalid values. */
function describe(service: ServiceName, stored: StoredText): string[] {
  const { settings, rules, invalid, closed } = readState(
    stored,
    { service, evaluatesStopWhen: true },
    Date.now(),
  );
  return [
    ...switchedOn(settings).map((id) => `${service} ${id} ${JSON.stringify(settings[id])}`),
    ...rules.map(
      ({ id, point, mode, expires_at }) => `${service} ${id} (${mode} at ${point}, ${untilOf(expires_at)})`,
    ),
    ...(closed > 0 ? [`${service} ${closed} sealed rule${closed === 1 ? '' : 's'}`] : []),
    ...invalid.map(({ value, problem }) => `${service} ${value}, which does not act: ${problem}`),
  ];
}

const untilOf = (expiresAt: string | null): string =>
  expiresAt === null ? 'until it is ended' : `until ${expiresAt}`;
