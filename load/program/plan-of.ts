import type { LoadPlan } from '#load/plan/plan';
import { UsageError } from '#shared/cli/errors';
import { readJsonFile } from '#shared/cli/read-json-file';
import type { Environment } from '#shared/cli/settings';
import { CHAOS_KEY_HEADER } from '#shared/faults/chaos-key';
import { RULES_HEADER } from '#shared/http/rules-header';
import { keysOf } from '#shared/map-values';
import { type LoadOptions, PLAN_OPTIONS, type PlanValues } from './options.ts';

const DEFAULT_SECONDS = 30;
const DEFAULT_RATE = 10;
const NEEDS_PEAK = ['ramp', 'spike'];

/** A plan that may leave the system open. */
type OpenPlan = Omit<LoadPlan, 'urls'> & Partial<Pick<LoadPlan, 'urls'>>;

/**
 * The plan of the file that is given, or the one that the options describe.
 * @throws UsageError for options that exclude each other, and for a file that cannot be read
 */
export function chosenPlan(options: LoadOptions, env: Environment): OpenPlan {
  const { plan: file, seed, url } = options;
  const plan = file === undefined ? planOf(options, env) : planIn(file, options, env);
  const { urls, ...rest } = plan;
  return {
    ...rest,
    ...(seed !== undefined && { seed }),
    ...(url === undefined && urls !== undefined && { urls }),
  };
}

function planIn(file: string, options: LoadOptions, env: Environment): OpenPlan {
  const other = keysOf(PLAN_OPTIONS).find((name) => options[name] !== undefined);
  if (other) throw new UsageError(`--plan says what --${other} would: leave one of them out`);
  const plan = readJsonFile(file, env);
  if (typeof plan !== 'object' || plan === null) throw new UsageError(`${file} holds no plan (docs/load.md)`);
  // startLoad checks every value
  return plan as OpenPlan;
}

/** The plan that the options of the command line describe. */
export function planOf(values: PlanValues, { CHAOS_KEY: key }: Environment): OpenPlan {
  const { mix = [{ name: 'order', weight: 1 }], chaos, retries, zipf, menus } = values;
  return {
    loop: loopOf(values),
    journeys: Object.fromEntries(mix.map(({ name, weight }) => [name, weight])),
    menus: { zipf, menus },
    users: values.users,
    think_ms: values.think,
    connections: values.connections,
    max_in_flight: values['max-in-flight'],
    timeout_ms: values.timeout,
    latency_limit_ms: values.limit,
    ...(retries !== undefined && { retries: { most: retries } }),
    ...(chaos !== undefined && {
      headers: { [RULES_HEADER]: chaos, ...(key && { [CHAOS_KEY_HEADER]: key }) },
    }),
  };
}

function loopOf(values: PlanValues): LoadPlan['loop'] {
  const { clients, rate = DEFAULT_RATE, arrival } = values;
  if (NEEDS_PEAK.includes(values.shape ?? 'steady') !== (values.peak !== undefined)) {
    throw new UsageError('--peak goes with --shape ramp or spike, which need it');
  }
  if (clients === undefined) return { kind: 'open', arrival, phases: [phaseOf(values, { rate }, rate)] };
  if (values.rate !== undefined || arrival !== undefined) {
    throw new UsageError('--clients makes a closed loop, which has no --rate and no --arrival');
  }
  return { kind: 'closed', phases: [phaseOf(values, { clients }, clients)] };
}

function phaseOf<Level extends object>(values: PlanValues, level: Level, from: number) {
  const { shape: kind = 'steady', seconds = DEFAULT_SECONDS, peak = 0 } = values;
  if (kind === 'ramp') return { kind, seconds, from, to: peak };
  if (kind === 'spike') return { kind, seconds, ...level, peak };
  return { kind, seconds, ...level };
}
