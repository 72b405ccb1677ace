import { type AbsoluteRule, isOver } from './absolute-rule.ts';

interface TimeProblem {
  readonly field: 'expires_at';
  /** What is wrong, and what is allowed. */
  readonly problem: string;
}

/** The reason why a rule that is set now would never act. */
export function timeProblem(rule: AbsoluteRule, nowMs: number): TimeProblem | undefined {
  if (!isOver(rule, nowMs)) return orderProblem(rule);
  return {
    field: 'expires_at',
    problem: `Must be later than now, which is ${new Date(nowMs).toISOString()}`,
  };
}

/** The reason why a rule would never act, whenever it is set. */
export function orderProblem({ starts_at, expires_at }: AbsoluteRule): TimeProblem | undefined {
  if (expires_at === null || starts_at === undefined) return undefined;
  if (Date.parse(expires_at) > Date.parse(starts_at)) return undefined;
  return { field: 'expires_at', problem: `Must be later than the start, which is ${starts_at}` };
}
