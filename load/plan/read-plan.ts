import { UsageError } from '#shared/cli/errors';
import { type NamedValues, readValues } from '#shared/settings/read-values';
import { type FullPlan, type LoadPlan, Plan } from './plan.ts';

/**
 * Checks a plan and adds the defaults.
 * @throws UsageError: `loop.phases.0.rate is "-1", allowed: at least 0`
 */
export const readPlan = (plan: LoadPlan | NamedValues): FullPlan =>
  readValues(Plan, plan, (sentence) => new UsageError(sentence));
