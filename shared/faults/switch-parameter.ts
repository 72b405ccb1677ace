import type { ServiceName } from '#shared/services';
import { SWITCH_IDS, switchRow } from './fault-table.ts';
import { serviceOf } from './switch-point.ts';

const SERVICES: ReadonlySet<string> = new Set(SWITCH_IDS.map((id) => serviceOf(switchRow(id).point)));
/** The Parameter Store finds a name with and without the first slash. */
const NAME = /^\/?food-delivery\/[^/]+\/chaos\/(.*)$/;

/** The parameter that keeps the switches of a service. */
export const switchParameter = (stage: string, service: ServiceName): string =>
  `/food-delivery/${stage}/chaos/${service}`;

export type SwitchParameter =
  | { readonly service: ServiceName }
  /** A parameter in the place of switches, for a service that does not exist. */
  | { readonly unknown: string };

/** Identifies the switches that a parameter of this name holds; undefined for any other parameter. */
export function readSwitchParameter(name: string): SwitchParameter | undefined {
  const service = NAME.exec(name)?.[1];
  if (service === undefined) return undefined;
  return isService(service) ? { service } : { unknown: service };
}

export const SWITCHED_SERVICES = [...SERVICES] as readonly ServiceName[];

const isService = (name: string): name is ServiceName => SERVICES.has(name);
