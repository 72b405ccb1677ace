import * as z from 'zod';
import type { RouteFault, ServiceName } from '#shared/http/route';

export const DelaySwitch = z.object({ delay_ms: z.int().nonnegative() }).meta({ id: 'DelaySwitch' });
export const ErrorSwitch = z.object({ enable: z.boolean() }).meta({ id: 'ErrorSwitch' });
export const PaymentFailSwitch = z
  .object({ fail_percent: z.int().min(0).max(100) })
  .meta({ id: 'PaymentFailSwitch' });

/** How many of the calls an injected error fails. */
export const ERROR_PERCENT = 50;

/** A documented switch. Its setting is one field, and 0 or `false` in it means off. */
interface Switch<Setting extends z.ZodObject> {
  readonly service: ServiceName;
  /** Where it acts: a service's handlers, or one call of a port. */
  readonly point: string;
  readonly mode: 'latency' | 'exception' | 'decline';
  readonly setting: Setting;
  /** What the setting must look like, for the message about a wrong one. */
  readonly form: string;
  /** The setting in the words that every rule has. */
  effect(setting: z.infer<Setting>): { readonly percentage: number; readonly ms?: number };
}

const define = <Setting extends z.ZodObject>(row: Switch<Setting>): Switch<Setting> => row;

const DELAY = {
  mode: 'latency',
  setting: DelaySwitch,
  form: '{"delay_ms": a whole number from 0}',
  effect: ({ delay_ms }: z.infer<typeof DelaySwitch>) => ({ percentage: 100, ms: delay_ms }),
} as const;

/** Every fault that can be switched. A new one is a row here and an injector in gate.ts. */
export const SWITCHES = {
  delay: define({ service: 'user', point: 'user.handler', ...DELAY }),
  error: define({
    service: 'user',
    point: 'user.handler',
    mode: 'exception',
    setting: ErrorSwitch,
    form: '{"enable": true or false}',
    effect: ({ enable }) => ({ percentage: enable ? ERROR_PERCENT : 0 }),
  }),
  inventory_delay: define({ service: 'restaurant', point: 'restaurant.handler', ...DELAY }),
  payment_fail: define({
    service: 'order',
    point: 'order.payments.charge',
    mode: 'decline',
    setting: PaymentFailSwitch,
    form: '{"fail_percent": a whole number from 0 to 100}',
    effect: ({ fail_percent }) => ({ percentage: fail_percent }),
  }),
} satisfies Readonly<Record<Exclude<RouteFault, 'query_delay'>, unknown>>;

export type SwitchId = keyof typeof SWITCHES;
/** A switch that is absent is off. */
export type FaultSettings = { readonly [Id in SwitchId]?: z.infer<(typeof SWITCHES)[Id]['setting']> };

export const SWITCH_IDS = Object.keys(SWITCHES) as readonly SwitchId[];

export const switchesOf = (service: ServiceName): readonly SwitchId[] =>
  SWITCH_IDS.filter((id) => SWITCHES[id].service === service);

/** Those of `settings` that do something. */
export const switchedOn = (settings: FaultSettings): readonly SwitchId[] =>
  SWITCH_IDS.filter((id) => Object.values(settings[id] ?? {}).some(Boolean));
