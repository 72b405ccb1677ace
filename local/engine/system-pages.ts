import type { SystemPage } from '#shared/http/pages/system-pages';
import { mapValues } from '#shared/map-values';
import { SERVICE_NAMES, serviceTitle } from '#shared/services';
import type { EngineHost } from './engine-host.ts';
import { README_FILES } from './readme.ts';

/** Every part of the running system that has a page for browsers. */
export function systemPages({
  listeners,
  telemetry,
}: Pick<EngineHost, 'listeners' | 'telemetry'>): SystemPage[] {
  const ports = mapValues(listeners, ({ port }) => port);
  const ofEngine = (name: string, text: string, path: string): SystemPage => ({
    ...{ name, text, path },
    port: ports.engine,
    thisMachineOnly: true,
  });
  return [
    ...SERVICE_NAMES.map((name) => ({
      ...{ name, text: serviceTitle(name), path: '/' },
      port: ports[name],
      thisMachineOnly: false,
    })),
    { name: 'gateway', text: 'Gateway', path: '/', port: ports.gateway, thisMachineOnly: false },
    ofEngine('engine', 'Engine: every address', '/'),
    ...(telemetry ? [ofEngine('traces', 'Traces', '/traces')] : []),
    ...Object.entries(README_FILES).map(([path, text]) => ofEngine('readme', text, path)),
  ];
}
