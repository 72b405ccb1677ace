import * as z from 'zod';
import { FAULTS, type Faults, type SwitchId, switchRow } from '#shared/faults/fault-table';
import { Message, SwitchHeaders } from './fields.ts';
import type { Route } from './route.ts';
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

export const switchPath = (id: SwitchId) => `/chaos/${id}` as const;

/** The route that sets a switch. */
export const switchRoute = <Id extends SwitchId>(id: Id) => {
  const { route } = switchRow(id);
  return {
    method: 'POST',
    path: switchPath(id),
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
    'Every fault of this service that is on or will be, and every stored setting or rule that is wrong: it does not act, and says why. `/chaos` itself never takes a fault.',
  response: z.unknown(),
  errors: ['forbidden', 'not_found', 'dependency_unavailable'],
  example: { response: { enabled: true, rules: [], invalid: [] } },
} as const satisfies Route;

export const endFaultsRoute = {
  method: 'DELETE',
  path: '/chaos',
  ...CHAOS_ROUTE,
  summary: 'End every fault',
  description:
    'No fault of this service acts once this has answered: neither a switch nor a rule. What is stored and wrong is gone.',
  response: z.void(),
  status: 204,
  errors: ['forbidden', 'not_found', 'dependency_unavailable'],
  example: { response: undefined },
} as const satisfies Route;

/** A path id of any form: the handler says what an id must be. */
const RuleParams = z.object({ id: z.string() });

/** What is sent and answered depends on the modes, which chaos-api.ts adds for the document: handlers do not load them. */
export const setFaultRoute = {
  method: 'PUT',
  path: '/chaos/{id}',
  ...CHAOS_ROUTE,
  summary: 'Set a rule',
  description:
    'Stores a rule under this id, in place of an earlier one. It acts in every environment once this has answered, and is over after 15 minutes unless it says otherwise. Several rules act at once, in the order of the list.',
  params: RuleParams,
  body: z.unknown(),
  response: z.unknown(),
  errors: ['forbidden', 'not_found', 'dependency_unavailable'],
  example: { response: undefined },
} as const satisfies Route;

export const endFaultRoute = {
  method: 'DELETE',
  path: '/chaos/{id}',
  ...CHAOS_ROUTE,
  summary: 'End a rule or a switch',
  description: 'Once this has answered, it does not act any more.',
  params: RuleParams,
  response: z.void(),
  status: 204,
  errors: ['forbidden', 'not_found', 'dependency_unavailable'],
  example: { response: undefined },
} as const satisfies Route;
