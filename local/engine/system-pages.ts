import type { SystemPage } from '#shared/http/pages/system-pages';
import { mapValues } from '#shared/map-values';
import { SERVICE_NAMES, type ServiceName, serviceTitle } from '#shared/services';
import type { EngineHost } from './engine-host.ts';
import { README_FILES } from './readme.ts';

/** Every part of the running system that has a page for browsers. */
export function systemPages({
  listeners,
  telemetry,
}: Pick<EngineHost, 'listeners' | 'telemetry'>): SystemPage[] {
  const ports = mapValues(listeners, ({ port }) => port);
  const ofEngine = (name: string, text: string, path: string) =>
    onThisMachine(ports.engine, name, text, path);
  return [
    ...servicePages(ports),
    ofEngine('engine', 'Engine: every address', '/'),
    ...(telemetry ? [ofEngine('traces', 'Traces', '/traces')] : []),
    ...Object.entries(README_FILES).map(([path, text]) => ofEngine('readme', text, path)),
  ];
}

/**
 * The same where services run elsewhere than in the engine.
 * @param tracesPort of the console that shows traces and orders; undefined where there is none
 */
export const pagesWithoutEngine = (
  ports: Readonly<Record<ServiceName | 'gateway', number>>,
  tracesPort: number | undefined,
): SystemPage[] => [
  ...servicePages(ports),
  ...(tracesPort === undefined
    ? []
    : [
        onThisMachine(tracesPort, 'engine', 'Console: traces and orders', '/'),
        onThisMachine(tracesPort, 'traces', 'Traces', '/traces'),
      ]),
];

const servicePages = (ports: Readonly<Record<ServiceName | 'gateway', number>>): SystemPage[] => [
  ...SERVICE_NAMES.map((name) => ({
    ...{ name, text: serviceTitle(name), path: '/' },
    port: ports[name],
    thisMachineOnly: false,
  })),
  { name: 'gateway', text: 'Gateway', path: '/', port: ports.gateway, thisMachineOnly: false },
];

const onThisMachine = (port: number, name: string, text: string, path: string): SystemPage => ({
  ...{ name, text, path, port },
  thisMachineOnly: true,
});
