import type { Stores } from '#oracle/stores/connect';
import { mapValues } from '#shared/map-values';
import { SERVICES, type ServiceName } from '#shared/services';

/** A running system that a scenario may load and break. */
export interface Target extends AsyncDisposable {
  /** Name in reports: `engine`, `localstack` or an address. */
  readonly name: string;
  /** Whether it was started for this purpose, and ends with it. */
  readonly isOwn: boolean;
  /** Data folder of the system, on its own machine. */
  readonly dataDir: string;
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** Address of the engine's own port, with status and traces; undefined where there is none. */
  readonly engineUrl: string | undefined;
  readonly stores: Stores;
  /** Key of the chaos routes, where the stage has one. */
  readonly chaosKey: string | undefined;
  /** @default as the scenarios say */
  readonly pace?: Pace;
}

/** How much slower a target is than the engine. */
export interface Pace {
  /** Its latencies are about this many times longer, and it takes as many times fewer orders a second. */
  readonly slowness: number;
  /** Until its functions have started. */
  readonly warmUpSeconds: number;
}

/** The addresses of the services among others. */
export const servicesOf = (
  urls: Readonly<Partial<Record<ServiceName, string>>>,
): Record<ServiceName, string> => mapValues(SERVICES, (_, service) => urls[service] ?? '');
