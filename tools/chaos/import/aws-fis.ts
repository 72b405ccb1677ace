import * as z from 'zod';
import { UsageError } from '#shared/cli/errors';
import type { DeployedFunction } from './deployed-functions.ts';
import { type Effect, FIS_EFFECTS } from './fis-effects.ts';
import { FisTarget, functionsIn, placesOf } from './fis-targets.ts';
import { startsOf } from './fis-times.ts';
import {
  type ForeignFormat,
  type Imported,
  type ImportTarget,
  idFrom,
  isObject,
  percentageOf,
} from './foreign-format.ts';
import { isoSeconds } from './iso-duration.ts';

const Action = z.looseObject({
  actionId: z.string(),
  parameters: z.record(z.string(), z.string()).default({}),
  targets: z.record(z.string(), z.string()).default({}),
  startAfter: z.array(z.string()).default([]),
});
type Action = z.infer<typeof Action>;

const Template = z.looseObject({
  targets: z.record(z.string(), FisTarget).default({}),
  actions: z.record(z.string(), Action),
  stopConditions: z.array(z.looseObject({ source: z.string(), value: z.string().optional() })).default([]),
});

/** What the file holds: the input of `create-experiment-template`, or the output of `get-experiment-template`. */
const templateIn = (file: unknown): unknown =>
  isObject(file) && isObject(file.experimentTemplate) ? file.experimentTemplate : file;

export const awsFis: ForeignFormat = {
  name: 'an experiment template of AWS FIS',
  recognises(file) {
    const template = templateIn(file);
    if (!isObject(template) || !isObject(template.actions)) return false;
    return Object.values(template.actions).some((action) => isObject(action) && 'actionId' in action);
  },
  read(file, target) {
    const { actions, targets, stopConditions } = Template.parse(templateIn(file));
    const starts = startsOf(
      Object.fromEntries(
        Object.entries(actions).map(([name, action]) => [
          name,
          { seconds: secondsOf(name, action), startAfter: action.startAfter },
        ]),
      ),
    );
    const read = Object.entries(actions).map(([name, action]) =>
      readAction({ name, action, startsIn: starts[name] ?? 0 }, targets, target),
    );
    const stops = stopConditions
      .filter(({ source }) => source !== 'none')
      .map(({ source, value }) => ({
        what: `stopConditions ${value ?? source}`,
        why: 'the template names an alarm and not its limit: give the rule a stop_when on the engine, or end it by npm run chaos -- halt',
      }));
    return {
      rules: read.flatMap(({ rules }) => rules),
      left: [...read.flatMap(({ left }) => left), ...stops],
    };
  },
};

interface NamedAction {
  readonly name: string;
  readonly action: Action;
  /** Seconds from now. */
  readonly startsIn: number;
}

const WAIT = 'aws:fis:wait';

function readAction(
  named: NamedAction,
  targets: Readonly<Record<string, FisTarget>>,
  target: ImportTarget,
): Imported {
  const { name, action } = named;
  const what = `actions.${name}`;
  const leave = (why: string): Imported => ({ rules: [], left: [{ what, why }] });
  if (action.actionId === WAIT) return { rules: [], left: [] };
  const effect = FIS_EFFECTS[action.actionId];
  if (!effect) return leave(`${action.actionId} is none of ${Object.keys(FIS_EFFECTS).join(', ')}`);
  const read = effect(action.parameters);
  if (typeof read === 'string') return leave(read);
  const chosen = Object.values(action.targets).map((each) => {
    const found = targets[each];
    if (!found) throw new UsageError(`${what} has the target ${each}, which is not among targets`);
    return functionsIn(each, found, target.functions);
  });
  const { rules, left } = rulesAt(
    chosen.flatMap((each) => each.functions),
    named,
    read,
    target,
  );
  return { rules, left: [...chosen.flatMap((each) => each.left), ...left] };
}

function rulesAt(
  chosen: readonly DeployedFunction[],
  { name, action, startsIn }: NamedAction,
  { rule, left }: Effect,
  { functions, nowMs }: ImportTarget,
): Imported {
  const places = placesOf(chosen, functions);
  const fitting = places.filter(({ point }) => rule.mode !== 'status' || point.endsWith('.handler'));
  const startMs = nowMs + startsIn * 1_000;
  const endMs = startMs + secondsOf(name, action) * 1_000;
  const common = {
    ...rule,
    ...percentageOf(Number(action.parameters.invocationPercentage ?? 100)),
    ...(startsIn > 0 && { starts_at: new Date(startMs).toISOString() }),
    expires_at: new Date(endMs).toISOString(),
  };
  const what = `actions.${name}`;
  const queue = { what, why: 'a function that a queue calls answers no request' };
  const nothing = { what, why: 'none of its targets is a function on which it can act here' };
  return {
    rules: fitting.map(({ point, match }, at) => ({
      id: idFrom('fis', name, ...(fitting.length > 1 ? [at + 1] : [])),
      rule: { point, ...common, ...(match && { match }) },
    })),
    left: [
      ...left.map((each) => ({ ...each, what: `${what}.${each.what}` })),
      ...(fitting.length < places.length ? [queue] : []),
      ...(places.length === 0 ? [nothing] : []),
    ],
  };
}

/** @throws UsageError */
function secondsOf(name: string, { actionId, parameters: { duration } }: Action): number {
  if (duration === undefined && !(actionId in FIS_EFFECTS) && actionId !== WAIT) return 0;
  const seconds = isoSeconds(duration ?? '');
  if (seconds) return seconds;
  throw new UsageError(`actions.${name}.parameters.duration must be a duration such as PT10M`);
}
