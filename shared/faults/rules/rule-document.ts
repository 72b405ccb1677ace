import * as z from 'zod';
import { MODES } from '../modes/all.ts';
import type { Mode } from '../modes/mode.ts';
import { CommonRule, shapeOfRule } from './rule.ts';
import { RuleId } from './rule-id.ts';

/** `http_status` as `HttpStatus`, in the names of schemas. */
const pascalCase = (name: string): string =>
  name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

const bodyOf = (mode: Mode) =>
  shapeOfRule(mode)
    .omit({ set_at: true })
    .strict()
    .meta({ id: `${pascalCase(mode.name)}Rule`, description: mode.summary });

const [first, ...others] = MODES;
if (!first) throw new Error('There are no modes');

/** The body of `PUT /chaos/{id}`. */
export const RuleBody = z.discriminatedUnion('mode', [bodyOf(first), ...others.map(bodyOf)]).meta({
  id: 'Rule',
  description: 'A fault: at which points, in which mode, on which calls and how long',
});

const time = z.iso.datetime({ offset: true });
const stored = CommonRule.omit({ starts_in: true }).extend({
  id: RuleId,
  mode: z.enum([first.name, ...others.map(({ name }) => name)]),
  set_at: time.describe('When it was set'),
  expires_at: time.nullable().describe('When it is over; null: never'),
});

/** A rule as it is stored. The parameters of its mode are members too. */
export const StoredRule = stored.loose().meta({ id: 'StoredRule' });

const count = (text: string) =>
  z.int().nullable().describe(`${text}; null while the store of hits cannot be read`);

/** How often a fault has acted, beside the fault. */
export const Counts = {
  hits: count('How often it has acted since it was set, over all environments, at most a second ago'),
  hits_per_second: count('How often it acts, over about the last second'),
};

/** A rule as it is listed. */
export const ListedRule = stored.extend(Counts).loose().meta({ id: 'ListedRule' });
