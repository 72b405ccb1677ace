import { setTimeout as wait } from 'node:timers/promises';
import type { Span } from '@opentelemetry/api';
import { ERROR_DETAILS } from '#shared/error-details';
import { AppError, type ErrorCode } from '#shared/errors';
import { ATTRIBUTE, SPAN_NAME } from '#shared/telemetry/conventions';
import { remainingMs } from '#shared/telemetry/request-context';
import { inSpan } from '#shared/telemetry/tracing';
import type { FaultScope } from './fault-scope.ts';
import type { Hit, Seam } from './modes/mode.ts';
import { plainError } from './plain-error.ts';
import type { Point } from './points/point.ts';
import type { ActiveRule } from './rules/active-rule.ts';
import type { Claims } from './rules/claims.ts';
import type { Candidate } from './rules/decide.ts';

/** Kept back from an injected delay, so that the invocation can still answer. */
const RESERVE_MS = 500;

type Params = ActiveRule['params'];

export interface ActingOptions {
  readonly claims: Claims;
  /** In [0, 1). */
  readonly random: () => number;
  /**
   * Records that a rule acted.
   * @param params those of the rule, with what chance decided
   */
  record(rule: ActiveRule, on: ActedOn, params: Params): void;
  /** Writes what was recorded. */
  persist(): Promise<void>;
}

export interface ActedOn {
  readonly scope: FaultScope;
  readonly point: Point;
  readonly attempt: number;
  /** What the modes of the seam are given. */
  readonly call: unknown;
  readonly args: readonly unknown[];
  /** Returns the span of the call. @default the span under way */
  readonly span?: () => Span;
}

/** Lets each of the rules that decides so act on a call; the first is the outermost. */
export async function actThrough<Result>(
  rules: readonly ActiveRule[],
  on: ActedOn,
  options: ActingOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  const [rule, ...others] = rules;
  if (!rule) return work();
  const next = (): Promise<Result> => actThrough(others, on, options, work);
  const candidate = { ...on, requestId: on.scope.requestId, point: on.point.name, subject: on.scope.subject };
  const isHit = (): Promise<boolean> => rule.decides(candidate, options.claims, options.random);
  const begin = (): Begun => begun(rule, on, candidate, options);

  if (rule.when === 'after') {
    const result = await next();
    if (await isHit()) await interrupt(rule, begin());
    return result;
  }
  if (!(await isHit())) return next();
  const { hit, record } = begin();
  if ('interrupt' in rule.mode) {
    await interrupt(rule, { hit, record });
    return next();
  }
  const { mode } = rule;
  if (!mode.tookEffect) record();
  let truth: unknown;
  const result = (await mode.around(hit, async () => {
    truth = await next();
    return truth;
  })) as Result;
  if (mode.tookEffect?.(result, truth, hit.call)) record();
  return result;
}

/** A hit that is decided on. */
interface Begun {
  readonly hit: Hit<unknown, Seam>;
  record(): void;
}

async function interrupt({ mode }: ActiveRule, { hit, record }: Begun): Promise<void> {
  record();
  if ('interrupt' in mode) await mode.interrupt(hit);
}

/** Chance decides here what the parameters leave open, so that what is recorded is what is done. */
function begun(rule: ActiveRule, on: ActedOn, candidate: Candidate, options: ActingOptions): Begun {
  const { params: given, mode } = rule;
  const random = rule.random(candidate, options.random);
  const params = mode.draw?.(given, random) ?? given;
  return {
    hit: hitOf(rule, on, params, random, options),
    record: () => options.record(rule, on, params),
  };
}

function hitOf(
  rule: ActiveRule,
  { point, call, scope }: ActedOn,
  params: Params,
  random: () => number,
  { persist }: ActingOptions,
): Hit<unknown, Seam> {
  const isPort = point.kind === 'port';
  return {
    params,
    point,
    call: call as never,
    requestId: scope.requestId,
    random,
    wait: (ms) => injectDelay(rule, ms),
    failure: (problem) =>
      errorOf(
        rule,
        isPort ? 'dependency_unavailable' : rule.isSealed ? 'internal' : 'injected_error',
        problem,
      ),
    lateness: (problem) => errorOf(rule, isPort ? 'dependency_timeout' : 'timeout', problem),
    errorBody: (status) => ({
      ...(rule.isSealed
        ? plainError(status)
        : { detail: `Injected status ${status}`, code: 'injected_error' }),
      request_id: scope.requestId,
    }),
    persist,
    remainingMs,
  };
}

/** That of a sealed rule does not say that it was injected. */
const errorOf = (
  { isSealed }: ActiveRule,
  code: Exclude<ErrorCode, 'validation_failed'>,
  problem: string,
): AppError => new AppError(code, isSealed ? ERROR_DETAILS[code] : problem);

/** Waits, but never past the end of the invocation. */
async function injectDelay({ id, isSealed }: ActiveRule, delayMs: number): Promise<void> {
  if (delayMs <= 0) return;
  const longestMs = Math.max(0, remainingMs() - RESERVE_MS);
  const attributes = { [ATTRIBUTE.chaosFault]: id, [ATTRIBUTE.chaosDelayMs]: delayMs };
  const pause = (): Promise<void> => wait(Math.min(delayMs, longestMs));
  await (isSealed ? pause() : inSpan(SPAN_NAME.injectedDelay, { attributes }, pause));
  if (delayMs > longestMs) throw new AppError('timeout', ERROR_DETAILS.timeout);
}
