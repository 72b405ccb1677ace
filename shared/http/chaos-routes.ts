import * as z from 'zod';
import {
  FAULTS,
  type Faults,
  SWITCH_IDS,
  type SwitchId,
  switchesOf,
  switchRow,
} from '#shared/faults/fault-table';
import { rulesOf } from '#shared/faults/listed-rules';
import { Message, SwitchHeaders } from './fields.ts';
import type { Route, ServiceRoutes } from './route.ts';
import { CHAOS_TAG } from './tags.ts';

/** Members of every chaos route. */
const CHAOS_ROUTE = {
  timeoutSeconds: 25,
  tag: CHAOS_TAG.name,
  auth: 'public',
  headers: SwitchHeaders,
  /** The file with the handler of all chaos routes. */
  file: 'chaos',
} as const;

/** The field of each kind of setting. */
const SETTING_FIELDS: object = Object.assign(
  {},
  ...SWITCH_IDS.map((id) => switchRow(id).setting.partial().shape),
);

const Rule = z
  .object({
    id: z.enum(SWITCH_IDS),
    point: z.string().describe('Where it acts'),
    mode: z.string(),
    percentage: z.number().min(0).max(100).describe('How many of the calls it acts on'),
    ms: z.int().optional().describe('How much longer each of them takes, in milliseconds'),
    when: z.object({ routes: z.array(z.string()) }).describe('What else must be true for it to act'),
    ...SETTING_FIELDS,
    expires_at: z.null().describe('A switch stays on until it is ended'),
    hits: z
      .int()
      .nullable()
      .describe(
        'How often it has acted since it was set, at most a second ago; null while that is not known',
      ),
  })
  .meta({ id: 'FaultRule', description: 'A fault that is on; the switch’s own setting is a member too' });

const InvalidSetting = z
  .object({
    value: z.string().describe('As it is stored'),
    problem: z.string().describe('What is wrong, and what is allowed'),
  })
  .meta({ id: 'InvalidSetting' });

const FaultRules = z
  .object({ enabled: z.boolean(), rules: z.array(Rule), invalid: z.array(InvalidSetting) })
  .meta({ id: 'FaultRules' });

/** The route that sets a switch. */
export const switchRoute = <Id extends SwitchId>(id: Id) => {
  const { route } = switchRow(id);
  return {
    method: 'POST',
    path: `/chaos/${id}`,
    ...CHAOS_ROUTE,
    summary: route.summary,
    description: route.description,
    body: FAULTS[id].setting as Faults[Id]['setting'],
    response: Message,
    errors: ['forbidden'],
    example: { request: route.example, response: { message: route.message(route.example) } },
  } as const satisfies Route;
};

export const listFaultsRoute = {
  method: 'GET',
  path: '/chaos',
  ...CHAOS_ROUTE,
  summary: 'List the faults that are on',
  description:
    'Every fault of this service that is on, and every stored setting that is wrong: it does not act, and says why. `/chaos` itself never takes a fault.',
  response: FaultRules,
  errors: ['forbidden', 'not_found', 'dependency_unavailable'],
  example: { response: { enabled: true, rules: [], invalid: [] } },
} as const satisfies Route;

export const endFaultsRoute = {
  method: 'DELETE',
  path: '/chaos',
  ...CHAOS_ROUTE,
  summary: 'End every fault',
  description:
    'No fault of this service acts once this has answered, and stored settings that are wrong are gone.',
  response: z.void(),
  status: 204,
  errors: ['forbidden', 'not_found', 'dependency_unavailable'],
  example: { response: undefined },
} as const satisfies Route;

/** Adds the routes of a service's switches, before the one of its health. */
export function withChaosRoutes<R extends Record<string, Route> & { readonly getHealth: Route }>(
  service: ServiceRoutes<R>,
): ServiceRoutes {
  const { getHealth, ...business } = service.routes;
  const ids = switchesOf(service.service);
  const routes = {
    ...business,
    ...Object.fromEntries(ids.map((id) => [FAULTS[id].route.name, switchRoute(id)])),
    listFaults: { ...listFaultsRoute, example: listExample(ids, business) },
    endFaults: endFaultsRoute,
    getHealth,
  };
  return { ...service, routes };
}

/** The first switch is on. */
function listExample(ids: readonly SwitchId[], routes: Readonly<Record<string, Route>>) {
  const settings = Object.fromEntries(ids.slice(0, 1).map((id) => [id, switchRow(id).route.example]));
  const hits = Object.fromEntries(ids.map((id) => [id, 12]));
  return { response: { enabled: true, rules: rulesOf(settings, routes, hits), invalid: [] } };
}
