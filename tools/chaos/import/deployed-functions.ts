import { consumerPoint, handlerPoint } from '#shared/faults/points/point';
import { kebabCase } from '#shared/http/route';
import type { ServiceName } from '#shared/services';
import { DEPLOYED_SERVICES } from '#stacks/services';
import { functionName, type Stage } from '#stacks/stage';

const STAGES: readonly Stage[] = ['local', 'aws'];

/** A function of ours, with the calls that a rule must name to act on it alone. */
export interface DeployedFunction {
  readonly service: ServiceName;
  /** Its names on every stage. */
  readonly names: readonly string[];
  readonly point: string;
  /** Of a route: what only its requests have. */
  readonly match?: { readonly method: string; readonly route: string };
}

/** The functions that serve requests and messages. */
export const deployedFunctions = (): readonly DeployedFunction[] =>
  DEPLOYED_SERVICES.flatMap(({ api: { service, routes }, consumers }) => [
    ...Object.entries(routes).map(([key, { method, path }]) => ({
      service,
      names: namesOf(service, key),
      point: handlerPoint(service).name,
      match: { method, route: path },
    })),
    ...Object.keys(consumers).map((key) => ({
      service,
      names: namesOf(service, key),
      point: consumerPoint(service).name,
    })),
  ]);

const namesOf = (service: ServiceName, key: string): readonly string[] =>
  STAGES.map((stage) => functionName(stage, service, kebabCase(key)));
