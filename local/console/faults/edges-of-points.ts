import type { EdgeId } from '#shared/console/topology';
import { findMode } from '#shared/faults/modes/find-mode';
import { fitsAt, type Mode } from '#shared/faults/modes/mode';
import { globPattern } from '#shared/faults/points/glob';
import type { Point, Technology } from '#shared/faults/points/point';
import type { ServiceName } from '#shared/services';

/** The calls of a port that the payment provider carries out. */
const OF_PROVIDER = ['charge', 'refund'];

/** The edge on which a mode acts at a point. What stays inside of a service is shown on the way into it. */
export function edgeOf({ name, kind, technologies }: Point, mode: Mode): EdgeId {
  const [service, port = '', method = ''] = name.split('.') as [ServiceName, string?, string?];
  if (kind === 'consumer') return 'queue-order';
  const own = technologies.find((technology) => technology === mode.seam);
  const technology = own ?? technologies.at(-1);
  const isProvider = technology !== 'payment' || own || OF_PROVIDER.includes(method);
  return edgeTo(service, port, isProvider ? technology : 'dynamodb');
}

function edgeTo(service: ServiceName, port: string, technology: Technology | undefined): EdgeId {
  if (technology === 'postgresql') return 'restaurant-postgresql';
  if (technology === 'redis') return service === 'order' ? 'order-redis' : 'restaurant-redis';
  if (technology === 'sqs') return 'order-queue';
  if (technology === 'payment') return 'order-provider';
  if (technology === 'http') return port === 'users' ? 'order-user' : 'order-restaurant';
  if (technology !== 'dynamodb') return `gateway-${service}`;
  if (service === 'user') return 'user-users';
  return port === 'payments' ? 'order-payments' : 'order-orders';
}

/** The edges on which a rule acts. @param pattern of its points */
export function edgesOfRule(pattern: string, modeName: string, points: readonly Point[]): readonly EdgeId[] {
  const mode = findMode(modeName);
  if (!mode) return [];
  const glob = globPattern(pattern);
  const fitting = points.filter((point) => glob.test(point.name) && fitsAt(mode, point));
  return [...new Set(fitting.map((point) => edgeOf(point, mode)))];
}
