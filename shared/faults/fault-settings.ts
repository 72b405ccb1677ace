import * as z from 'zod';

/** What a setting adds to the rule of its switch. */
export interface Effect {
  readonly percentage: number;
  readonly ms?: number;
}

/** A kind of setting. A switch has one field, and 0 or `false` in it means off. */
export interface SettingKind<Schema extends z.ZodObject> {
  readonly setting: Schema;
  /** The required form, for the message about a wrong setting. */
  readonly form: string;
  effect(setting: z.infer<Schema>): Effect;
}

/** Share of the calls that an injected error fails. */
const ERROR_PERCENT = 50;

const kind = <Schema extends z.ZodObject>(given: SettingKind<Schema>): SettingKind<Schema> => given;

export const DELAY = kind({
  setting: z.object({ delay_ms: z.int().nonnegative() }).meta({ id: 'DelaySwitch' }),
  form: '{"delay_ms": a whole number from 0}',
  effect: ({ delay_ms }) => ({ percentage: 100, ms: delay_ms }),
});

export const ERROR = kind({
  setting: z.object({ enable: z.boolean() }).meta({ id: 'ErrorSwitch' }),
  form: '{"enable": true or false}',
  effect: ({ enable }) => ({ percentage: enable ? ERROR_PERCENT : 0 }),
});

export const FAIL_PERCENT = kind({
  setting: z.object({ fail_percent: z.int().min(0).max(100) }).meta({ id: 'PaymentFailSwitch' }),
  form: '{"fail_percent": a whole number from 0 to 100}',
  effect: ({ fail_percent }) => ({ percentage: fail_percent }),
});
