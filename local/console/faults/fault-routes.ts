import { isEdge } from '#shared/console/topology';
import type { Point } from '#shared/faults/points/point';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';
import { type ConsoleRoute, refuseCall, sendAsJson, sendText } from '../console-route.ts';
import { catalogOf } from './fault-catalog.ts';

/** The chaos routes of the services. */
export interface ChaosCalls {
  put(
    service: ServiceName,
    id: string,
    rule: Buffer,
  ): Promise<{ readonly status: number; readonly body: string }>;
  end(service: ServiceName, id: string): Promise<boolean>;
}

/** Sets and ends faults, and lists those that can act on an edge. */
export function faultRoutes(chaos: ChaosCalls, points: () => readonly Point[]): readonly ConsoleRoute[] {
  const path = new RegExp(`^faults/(${SERVICE_NAMES.join('|')})/([^/]+)$`);
  return [
    {
      method: 'GET',
      path: /^edges\/([^/]+)$/,
      handle({ response, parts: [edge = ''] }) {
        if (isEdge(edge)) sendAsJson(response, 200, catalogOf(edge, points()));
        else refuseCall(response, 404, `There is no edge ${edge}.`);
      },
    },
    {
      method: 'PUT',
      path,
      async handle({ response, parts: [service, id = ''], body }) {
        const answer = await chaos.put(service as ServiceName, id, body);
        sendText(response, answer.status, 'application/json', answer.body);
      },
    },
    {
      method: 'DELETE',
      path,
      async handle({ response, parts: [service, id = ''] }) {
        const wasOn = await chaos.end(service as ServiceName, id);
        if (wasOn) sendText(response, 204, 'application/json', '');
        else refuseCall(response, 404, `The fault ${id} of the ${service} service is not on.`);
      },
    },
  ];
}
