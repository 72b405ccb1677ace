import type * as z from 'zod';
import { DELAY, ERROR, FAIL_PERCENT, type SettingKind } from './fault-settings.ts';
import { type DECLINE_POINT, type ServiceOf, type SwitchPoint, serviceOf } from './switch-point.ts';

export type Mode = 'latency' | 'exception' | 'decline';

/** A fault whose setting is stored, and set by `POST /chaos/<name of the row>`. */
interface Switch<P extends SwitchPoint, Schema extends z.ZodObject> extends SettingKind<Schema> {
  readonly point: P;
  readonly mode: P extends typeof DECLINE_POINT ? 'decline' : Exclude<Mode, 'decline'>;
  readonly route: {
    /** Key in the route table, which is also the name of function and operation. */
    readonly name: string;
    readonly summary: string;
    readonly description: string;
    readonly example: z.infer<Schema>;
    /** Text of the route's answer. */
    message(setting: z.infer<Schema>): string;
  };
}

const define = <const P extends SwitchPoint, Schema extends z.ZodObject>(
  row: Switch<P, Schema>,
): Switch<P, Schema> => row;

/** Every fault. Stored settings, chaos routes, rules, counts and recording rules are derived from these rows. */
export const FAULTS = {
  /** `?delay=`: each call brings its own setting. */
  query_delay: { point: 'user.handler', mode: 'latency' },
  delay: define({
    point: 'user.handler',
    mode: 'latency',
    ...DELAY,
    route: {
      name: 'setChaosDelay',
      summary: 'Delay every answer',
      description: 'Every route of this service but `/chaos*` takes `delay_ms` longer. 0 switches it off.',
      example: { delay_ms: 1500 },
      message: ({ delay_ms }) => `Delay set to ${delay_ms}ms`,
    },
  }),
  error: define({
    point: 'user.handler',
    mode: 'exception',
    ...ERROR,
    route: {
      name: 'setChaosError',
      summary: 'Fail half of the calls',
      description: 'Half of the calls to this service answer 500; `/chaos*` never does.',
      example: { enable: true },
      // The documented service spells it like this.
      message: ({ enable }) => `Error injection set to: ${enable ? 'True' : 'False'}`,
    },
  }),
  inventory_delay: define({
    point: 'restaurant.handler',
    mode: 'latency',
    ...DELAY,
    route: {
      name: 'setInventoryDelay',
      summary: 'Delay every change of stock',
      description:
        'Every `/inventory*` call takes `delay_ms` longer, before the row is locked. 0 switches it off.',
      example: { delay_ms: 3000 },
      message: ({ delay_ms }) => `Inventory update delay set to ${delay_ms}ms`,
    },
  }),
  payment_fail: define({
    point: 'order.payments.charge',
    mode: 'decline',
    ...FAIL_PERCENT,
    route: {
      name: 'setPaymentFailure',
      summary: 'Fail payments',
      description: 'That share of new charges is declined. 0 switches it off.',
      example: { fail_percent: 30 },
      message: ({ fail_percent }) => `Payment failure rate set to ${fail_percent}%`,
    },
  }),
} as const satisfies Readonly<Record<string, { readonly point: SwitchPoint; readonly mode: Mode }>>;

export type Faults = typeof FAULTS;
export type FaultId = keyof Faults;
/** A fault that is set by a stored setting. */
export type SwitchId = {
  [Id in FaultId]: Faults[Id] extends { readonly setting: unknown } ? Id : never;
}[FaultId];
export type SettingOf<Id extends SwitchId> = z.infer<Faults[Id]['setting']>;
/** The stored settings. A switch that is absent is off. */
export type FaultSettings = { readonly [Id in SwitchId]?: SettingOf<Id> };

/** A row of a switch, whatever its setting is. */
export type AnySwitch = Switch<SwitchPoint, z.ZodObject>;

export const FAULT_IDS = Object.keys(FAULTS) as readonly FaultId[];
export const SWITCH_IDS = FAULT_IDS.filter((id): id is SwitchId => 'setting' in FAULTS[id]);

/** The row of a switch that is known at run time only. */
export const switchRow = (id: SwitchId): AnySwitch => FAULTS[id];

/** The switches whose setting is kept by `service`. */
export const switchesOf = (service: ServiceOf<SwitchPoint>): readonly SwitchId[] =>
  SWITCH_IDS.filter((id) => serviceOf(switchRow(id).point) === service);

/** The switches that are on in `settings`. */
export const switchedOn = (settings: FaultSettings): readonly SwitchId[] =>
  SWITCH_IDS.filter((id) => Object.values(settings[id] ?? {}).some(Boolean));
