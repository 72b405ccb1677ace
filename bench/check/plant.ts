import { UserError } from '#shared/cli/errors';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';
import { send } from '#tests/support/api/client';
import type { System } from '../system.ts';

const ID = 'planted';

/** A rule of faults, with at least the point where it acts. */
export interface PlantedRule {
  readonly point: string;
}

/**
 * Sets a rule for as long as the system runs.
 * @throws UserError with what the service says against it
 */
export async function plant({ urls }: System, rule: PlantedRule): Promise<void> {
  const service = serviceOf(rule);
  const { status, text } = await send('PUT', `${urls[service]}/chaos/${ID}`, { json: rule });
  if (status >= 400) throw new UserError(`the rule was refused: ${text}`);
}

/** @throws UserError where no service can have its point */
export function serviceOf({ point }: PlantedRule): ServiceName {
  const service = SERVICE_NAMES.find((name) => point.startsWith(`${name}.`));
  if (service === undefined) throw new UserError(`no service has the point ${point}`);
  return service;
}
