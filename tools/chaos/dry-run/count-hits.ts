import { globPattern } from '#shared/faults/points/glob';
import type { Match } from '#shared/faults/rules/match';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import type { Span, Trace } from '../engine-traces.ts';
import { spansOf } from './point-spans.ts';

/** How often a rule would have acted at one point. */
export interface Count {
  readonly traces: number;
  readonly calls: number;
}

/** Members of `match` that spans do not show. */
const UNSEEN = ['header', 'user_id', 'menu_id', 'order_id', 'environment'] as const;

export const unseenIn = (match: Match | undefined): readonly string[] =>
  UNSEEN.filter((name) => match?.[name] !== undefined).map((name) => `match.${name}`);

/**
 * Counts the calls of a point that match, as far as the spans show.
 * @returns undefined where the calls leave no span of their own
 */
export function countHits(
  point: string,
  match: Match | undefined,
  traces: readonly Trace[],
): Count | undefined {
  const isCall = spansOf(point);
  if (!isCall) return undefined;
  const [service] = point.split('.');
  const calls = traces.map(
    ({ spans }) =>
      spans.filter(
        (span) =>
          span.service === service && isCall(span) && isMatch(span, match ?? {}, requestOf(span, spans)),
      ).length,
  );
  return {
    traces: calls.filter((count) => count > 0).length,
    calls: calls.reduce((sum, count) => sum + count, 0),
  };
}

/** A retry below the point is no call of its own. */
function isMatch({ attributes }: Span, match: Match, request: Span | undefined): boolean {
  if (attributes[ATTRIBUTE.httpResendCount] !== undefined) return false;
  const { method, route, cold, attempt } = match;
  const of = request?.attributes ?? {};
  if (method !== undefined && method !== of[ATTRIBUTE.httpMethod]) return false;
  if (route !== undefined && !globPattern(route).test(String(of[ATTRIBUTE.httpRoute] ?? ''))) return false;
  if (cold !== undefined && cold !== of[ATTRIBUTE.faasColdStart]) return false;
  return attempt === undefined || attempt === Number(attributes[ATTRIBUTE.messagingReceiveCount] ?? 1);
}

/** The span of the request in whose course a call was made. */
function requestOf(span: Span, spans: readonly Span[]): Span | undefined {
  let at: Span | undefined = span;
  for (let depth = 0; at && depth < spans.length; depth++) {
    if (at.kind === 'SERVER' && at.service === span.service) return at;
    const parent: string | null = at.parentSpanId;
    at = spans.find(({ spanId }) => spanId === parent);
  }
  return undefined;
}
