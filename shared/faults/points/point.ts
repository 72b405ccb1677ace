import type { ServiceName } from '#shared/services';

/** What an adapter calls, below its retries and its breaker. */
export const TECHNOLOGIES = ['postgresql', 'redis', 'dynamodb', 'sqs', 'http', 'payment', 'tokens'] as const;
export type Technology = (typeof TECHNOLOGIES)[number];

/** A named place where faults can act. */
export interface Point {
  /** `<service>.handler`, `<service>.consumer`, or `<service>.<port>.<method>`. */
  readonly name: string;
  readonly kind: 'handler' | 'consumer' | 'port';
  /** Of a port: what its adapter calls. */
  readonly technologies: readonly Technology[];
}

/** The point of every request to a service. */
export const handlerPoint = (service: ServiceName): Point => shellPoint(service, 'handler');

/** The point of every message that a service consumes. */
export const consumerPoint = (service: ServiceName): Point => shellPoint(service, 'consumer');

const shellPoint = (service: ServiceName, kind: 'handler' | 'consumer'): Point => ({
  name: `${service}.${kind}`,
  kind,
  technologies: [],
});

/** The points of a service's shells. */
export const shellPoints = (service: ServiceName, consumes: boolean): readonly Point[] =>
  consumes ? [handlerPoint(service), consumerPoint(service)] : [handlerPoint(service)];
