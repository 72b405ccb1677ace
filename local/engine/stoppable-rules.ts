import * as z from 'zod';
import type { StopWhen } from '#shared/faults/rules/stop-when';
import { readState } from '#shared/faults/switch-state';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';
import type { AwsCall } from '../http/aws-json.ts';
import { StoredParameter, storedText } from './stored-parameter.ts';

/** A rule that is on and that something may end before it expires. */
export interface StoppableRule {
  readonly service: ServiceName;
  readonly id: string;
  readonly stopWhen: StopWhen;
  /** Milliseconds since 1970. */
  readonly beganMs: number;
  readonly isSealed: boolean;
}

const Answer = z.object({ Parameters: z.array(StoredParameter) });
const EMPTY = '{}';

type Variables = Readonly<Record<string, string>>;

/**
 * Creates a reader of the rules with `stop_when` that are on now, sealed ones too.
 * @param variablesOf variables of the functions of a service
 */
export function stoppableRules(
  call: AwsCall,
  variablesOf: (service: ServiceName) => Variables,
): (nowMs: number) => Promise<readonly StoppableRule[]> {
  const places = SERVICE_NAMES.flatMap((service) => {
    const { CHAOS_PARAMETER, CHAOS_ENABLED, CHAOS_STOP_WHEN, CHAOS_SEAL_KEY } = variablesOf(service);
    return CHAOS_PARAMETER !== undefined && CHAOS_ENABLED === 'true' && CHAOS_STOP_WHEN === 'true'
      ? [{ name: CHAOS_PARAMETER, service, evaluatesStopWhen: true, sealKey: CHAOS_SEAL_KEY }]
      : [];
  });
  if (places.length === 0) return async () => [];
  const input = { Names: places.map(({ name }) => name) };
  return async (nowMs) => {
    const { Parameters } = Answer.parse(await call('GetParameters', input));
    return Parameters.flatMap((parameter) => {
      const place = places.find(({ name }) => name === parameter.Name);
      if (!place || parameter.Value === EMPTY) return [];
      return readState(storedText(parameter), place, nowMs).rules.flatMap((rule) => {
        const { id, stop_when: stopWhen, sealed } = rule;
        const beganMs = Date.parse(rule.starts_at ?? rule.set_at);
        if (id === undefined || stopWhen === undefined || beganMs > nowMs) return [];
        return [{ service: place.service, id, stopWhen, beganMs, isSealed: sealed === true }];
      });
    });
  };
}
