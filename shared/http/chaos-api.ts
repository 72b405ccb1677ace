import * as z from 'zod';
import { FAULTS, SWITCH_IDS, type SwitchId, switchesOf, switchRow } from '#shared/faults/fault-table';
import { listSwitches } from '#shared/faults/listed-rules';
import { Counts, ListedRule, RuleBody, StoredRule } from '#shared/faults/rules/rule-document';
import type { ServiceName } from '#shared/services';
import {
  endFaultRoute,
  endFaultsRoute,
  listFaultsRoute,
  setFaultRoute,
  switchPath,
  switchRoute,
} from './chaos-routes.ts';
import type { Route, ServiceRoutes } from './route.ts';

/** The field of each kind of setting. */
const SETTING_FIELDS: object = Object.assign(
  {},
  ...SWITCH_IDS.map((id) => switchRow(id).setting.partial().shape),
);

const Switch = z
  .object({
    id: z.enum(SWITCH_IDS),
    point: z.string().describe('Where it acts'),
    mode: z.string(),
    percentage: z.number().min(0).max(100).describe('How many of the calls it acts on'),
    ms: z.int().optional().describe('How much longer each of them takes, in milliseconds'),
    when: z.object({ routes: z.array(z.string()) }).describe('What else must be true for it to act'),
    ...SETTING_FIELDS,
    expires_at: z.null().describe('A switch stays on until it is ended'),
    ...Counts,
  })
  .meta({
    id: 'FaultSwitch',
    description: 'A documented switch that is on; its own setting is a member too',
  });

const InvalidSetting = z
  .object({
    value: z.string().describe('As it is stored'),
    problem: z.string().describe('What is wrong, and what is allowed'),
  })
  .meta({ id: 'InvalidSetting' });

const FaultRules = z
  .object({
    enabled: z.boolean(),
    rules: z.array(z.union([Switch, ListedRule])),
    invalid: z.array(InvalidSetting),
  })
  .meta({ id: 'FaultRules' });

/** Adds the routes of a service's switches and rules, before the one of its health. */
export function withChaosRoutes<R extends Record<string, Route> & { readonly getHealth: Route }>(
  service: ServiceRoutes<R>,
): ServiceRoutes {
  const { getHealth, ...business } = service.routes;
  const ids = switchesOf(service.service);
  const literals = ids.map(switchPath);
  const routes = {
    ...business,
    ...Object.fromEntries(ids.map((id) => [FAULTS[id].route.name, switchRoute(id)])),
    listFaults: { ...listFaultsRoute, response: FaultRules, example: listExample(ids, business) },
    setFault: {
      ...setFaultRoute,
      literals,
      body: RuleBody,
      response: StoredRule,
      example: setExample(service.service),
    },
    endFault: { ...endFaultRoute, literals, example: { ...endFaultRoute.example, params: { id: ID } } },
    endFaults: endFaultsRoute,
    getHealth,
  };
  return { ...service, routes };
}

const ID = 'slow';

function setExample(service: ServiceName) {
  const fault = { point: `${service}.handler`, mode: 'latency', ms: 300, percentage: 50 };
  const times = { expires_at: '2030-01-31T12:15:00.000Z', set_at: '2030-01-31T12:00:00.000Z' };
  return {
    params: { id: ID },
    request: fault,
    response: { id: ID, ...fault, when: 'before', ...times },
  };
}

/** The first switch is on. */
function listExample(ids: readonly SwitchId[], routes: Readonly<Record<string, Route>>) {
  const settings = Object.fromEntries(ids.slice(0, 1).map((id) => [id, switchRow(id).route.example]));
  const hits = Object.fromEntries(ids.map((id) => [id, 12]));
  const rules = listSwitches(settings, routes, { hits, rate: () => 3 });
  return { response: { enabled: true, rules, invalid: [] } };
}
