import type { ServiceName } from '#shared/services';
import { SWITCH_IDS, switchRow } from './fault-table.ts';
import { serviceOf } from './points.ts';

const SERVICES: ReadonlySet<string> = new Set(SWITCH_IDS.map((id) => serviceOf(switchRow(id).point)));
/** The Parameter Store finds a name with and without the first slash. */
const NAME = /^\/?food-delivery\/[^/]+\/chaos\/(.*)$/;

/** The parameter that keeps the switches of a service. */
export const switchParameter = (stage: string, service: ServiceName): string =>
  `/food-delivery/${stage}/chaos/${service}`;

export type SwitchParameter =
  | { readonly service: ServiceName }
  /** Stands where switches stand, but no service has this name. */
  | { readonly unknown: string };

/** What a parameter of this name keeps; undefined if it has nothing to do with switches. */
export function readSwitchParameter(name: string): SwitchParameter | undefined {
  const service = NAME.exec(name)?.[1];
  if (service === undefined) return undefined;
  return isService(service) ? { service } : { unknown: service };
}

export const SWITCHED_SERVICES = [...SERVICES] as readonly ServiceName[];

const isService = (name: string): name is ServiceName => SERVICES.has(name);
