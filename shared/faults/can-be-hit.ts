import type { ServiceName } from '#shared/services';
import { type SwitchId, switchesOf, switchRow } from './fault-table.ts';
import { PORT_POINTS } from './points.ts';

/** What the tables of routes and consumers say about a function. */
interface Row {
  /** Of a route only. */
  readonly path?: string;
  readonly faults?: readonly string[];
  readonly stores?: readonly string[];
}

/** Whether a fault of the service can act in the function, so that it must be able to count hits. */
export const canBeHit = (service: ServiceName, row: Row): boolean =>
  switchesOf(service).some((id) => actsIn(id, switchRow(id).point, row));

/** A fault acts where the `faults` column names it, in every consumer, or at a port that the function calls. */
export function actsIn(id: SwitchId, point: string, { path, faults = [], stores = [] }: Row): boolean {
  if (faults.includes(id)) return true;
  if (point.endsWith('.consumer')) return path === undefined;
  const [, port = ''] = point.split('.');
  const isPort = PORT_POINTS.some((each) => each === point);
  return isPort && stores.some((store) => store === port || store.startsWith(`${port}.`));
}
