import * as z from 'zod';
import { DelaySwitch, ErrorSwitch, PaymentFailSwitch, SWITCH_IDS } from '#shared/faults/switch-table';
import { SwitchHeaders } from './fields.ts';
import type { Route } from './route.ts';

export const CHAOS_TAG = { name: '💥 Chaos', description: 'Fault switches, in force once they answer' };

const Rule = z
  .object({
    id: z.enum(SWITCH_IDS),
    point: z.string().describe('Where it acts'),
    mode: z.enum(['latency', 'exception', 'decline']),
    percentage: z.number().min(0).max(100).describe('How many of the calls it acts on'),
    ms: z.int().optional().describe('How much longer each of them takes, in milliseconds'),
    when: z.object({ routes: z.array(z.string()) }).describe('What else must be true for it to act'),
    ...DelaySwitch.partial().shape,
    ...ErrorSwitch.partial().shape,
    ...PaymentFailSwitch.partial().shape,
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

export const FaultRules = z
  .object({ enabled: z.boolean(), rules: z.array(Rule), invalid: z.array(InvalidSetting) })
  .meta({ id: 'FaultRules' });

/** Every service has it. @param example a rule of this service */
export const listFaultsRoute = (example: z.input<typeof Rule>) =>
  ({
    method: 'GET',
    path: '/chaos',
    timeoutSeconds: 25,
    tag: CHAOS_TAG.name,
    summary: 'List the faults that are on',
    description:
      'Every fault of this service that is on, and every stored setting that is wrong: it does not act, and says why. `/chaos` itself never takes a fault.',
    auth: 'public',
    headers: SwitchHeaders,
    response: FaultRules,
    errors: ['forbidden', 'not_found', 'dependency_unavailable'],
    example: { response: { enabled: true, rules: [example], invalid: [] } },
  }) as const satisfies Route;

/** Every service has it. */
export const endFaultsRoute = {
  method: 'DELETE',
  path: '/chaos',
  timeoutSeconds: 25,
  tag: CHAOS_TAG.name,
  summary: 'End every fault',
  description:
    'No fault of this service acts once this has answered, and stored settings that are wrong are gone.',
  auth: 'public',
  headers: SwitchHeaders,
  response: z.void(),
  status: 204,
  errors: ['forbidden', 'not_found', 'dependency_unavailable'],
  example: { response: undefined },
} as const satisfies Route;
