import { findMode } from '#shared/faults/modes/find-mode';
import { fitsAt } from '#shared/faults/modes/mode';
import type { Point, Technology } from '#shared/faults/points/point';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';

/** What an adapter calls over a network; `payment` and `tokens` are no calls of their own. */
const STORES: readonly Technology[] = ['postgresql', 'redis', 'dynamodb', 'sqs', 'http'];

/** The services with a point at which the mode can act. */
export const servicesFor = (points: readonly Point[], name: string): readonly ServiceName[] => {
  const mode = findMode(name);
  return SERVICE_NAMES.filter((service) =>
    points.some((point) => mode && point.name.startsWith(`${service}.`) && fitsAt(mode, point)),
  );
};

/**
 * The ports whose adapters call this and nothing else, as patterns: `order.orders.*`. A port with a cache in front is
 * not among them, since its methods answer without the store too.
 */
export function portsVia(points: readonly Point[], technology: Technology): readonly string[] {
  const ports = points.flatMap(({ kind, name, technologies }) => {
    const stores = technologies.filter((each) => STORES.includes(each));
    return kind === 'port' && stores.length === 1 && stores[0] === technology
      ? [name.replace(/[^.]*$/, '*')]
      : [];
  });
  return [...new Set(ports)];
}

/** The points whose adapters call this beside other stores. */
export const mixedVia = (points: readonly Point[], technology: Technology): readonly string[] =>
  points
    .filter(
      ({ technologies }) =>
        technologies.includes(technology) && technologies.filter((each) => STORES.includes(each)).length > 1,
    )
    .map(({ name }) => name);
