import * as z from 'zod';
import { MODES } from '../modes/all.ts';
import { type Mode, WHENS, whensOf } from '../modes/mode.ts';
import { Match } from './match.ts';
import { RuleId } from './rule-id.ts';
import { StopWhen } from './stop-when.ts';

/** The sum of a time and a duration must be a time too. */
const LAST_TIME = '9999-01-01T00:00:00Z';
const time = z.iso
  .datetime({
    offset: true,
    error: 'Must be a time in ISO 8601 with its zone, such as 2030-01-31T12:00:00Z',
  })
  // What is no time has its sentence already.
  .refine((text) => !(Date.parse(text) >= Date.parse(LAST_TIME)), `Must be before ${LAST_TIME}`);
const count = z.int().positive();

/** Seconds on, seconds off, and again. */
export const Flap = z.strictObject({ on_s: z.number().positive(), off_s: z.number().positive() });

/** What every rule has, whatever its mode is. Times are ISO 8601, durations seconds. */
export const CommonRule = z.object({
  id: RuleId.optional(),
  point: z
    .string()
    .max(120)
    .regex(/^[a-z_*][\w.*-]*$/i, { error: 'Must be the name of a point; * stands for any characters' }),
  mode: z.string(),
  when: z.enum(WHENS).optional(),
  percentage: z.number().min(0).max(100).optional(),
  times: count.optional(),
  skip: count.optional(),
  every: count.optional(),
  max_hits: count.optional(),
  seed: z.union([z.string().min(1).max(40), z.int()]).optional(),
  match: Match.optional(),
  starts_in: z.number().nonnegative().max(86_400).optional(),
  starts_at: time.optional(),
  expires_at: time.nullable().optional(),
  flap: Flap.optional(),
  stop_when: StopWhen.optional(),
  note: z.string().max(200).optional(),
  owner: z.string().max(40).optional(),
  /** Stored encrypted, and shown nowhere. */
  sealed: z.boolean().optional(),
  set_at: time.optional(),
});

/** A rule as it is written: in a body, a header, a file or the Parameter Store. */
export type WrittenRule = z.infer<typeof CommonRule> & Readonly<Record<string, unknown>>;

const EXCLUSIVE = ['times', 'skip', 'every'] as const;

/** The members of a rule of one mode, without what they must be together. */
export const shapeOfRule = (mode: Mode) => {
  const [first, ...others] = whensOf(mode);
  return CommonRule.extend({
    mode: z.literal(mode.name),
    when: z.enum([first, ...others]).optional(),
  }).extend((mode.params() as z.ZodObject).shape);
};

const withMode = (mode: Mode) =>
  shapeOfRule(mode)
    .strict()
    .superRefine((rule, context) => {
      const clash = rule.percentage === undefined ? undefined : EXCLUSIVE.find((name) => name in rule);
      if (clash) {
        const message = `A rule has percentage, or times, skip and every; not percentage and ${clash}`;
        context.addIssue({ code: 'custom', path: [clash], message });
      }
      const wrong = mode.problem?.(rule);
      if (wrong) context.addIssue({ code: 'custom', path: [wrong.field], message: wrong.text });
      if (rule.starts_in !== undefined && rule.starts_at !== undefined) {
        const message = 'A rule has starts_in or starts_at, not both';
        context.addIssue({ code: 'custom', path: ['starts_at'], message });
      }
    });

const schemas = new Map<string, z.ZodType<WrittenRule>>();

/** Made at first use: most environments never see a rule. */
function schemaOf(mode: Mode): z.ZodType<WrittenRule> {
  let schema = schemas.get(mode.name);
  if (!schema) {
    schema = withMode(mode) as unknown as z.ZodType<WrittenRule>;
    schemas.set(mode.name, schema);
  }
  return schema;
}

const [firstMode = '', ...otherModes] = MODES.map(({ name }) => name);
const ModeOnly = z.looseObject({ mode: z.enum([firstMode, ...otherModes]) });

/** The schema that a value must match, which depends on its mode: one that names no mode lacks it. */
export function ruleSchemaFor(value: unknown): z.ZodType<WrittenRule> {
  const name = (value as { readonly mode?: unknown } | null)?.mode;
  const mode = MODES.find((each) => each.name === name);
  return mode ? schemaOf(mode) : (ModeOnly as unknown as z.ZodType<WrittenRule>);
}

/** The members that a rule of this mode may have. */
export function membersOfRule(value: object): readonly string[] {
  const mode = MODES.find(({ name }) => name === (value as { readonly mode?: unknown }).mode);
  const { set_at: _, ...shape } = CommonRule.shape;
  return [...Object.keys(shape), ...Object.keys((mode?.params() as z.ZodObject | undefined)?.shape ?? {})];
}
