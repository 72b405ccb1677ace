import { shellWord } from '#shared/cli/shell-word';
import { RULES_HEADER } from '#shared/http/rules-header';
import { ATTRIBUTE, EVENT } from '#shared/telemetry/conventions';
import type { Span, Trace } from './engine-traces.ts';

/** The rules that acted in a trace, in order: which, where and when, and how to have each call hit again. */
export function linesOfHits({ spans }: Trace): readonly string[] {
  const zero = spans.reduce((least, span) => min(least, BigInt(span.startTimeUnixNano)), MOST);
  return spans
    .flatMap((span) =>
      span.events
        .filter(({ name }) => name === EVENT.chaosHit)
        .map(({ timeUnixNano, attributes }) => ({ span, at: BigInt(timeUnixNano) - zero, attributes })),
    )
    .toSorted((one, other) => Number(one.at - other.at))
    .flatMap(linesOf);
}

const MOST = 2n ** 64n;
const NANOS_PER_MS = 1e6;
const min = (one: bigint, other: bigint): bigint => (other < one ? other : one);

interface Acted {
  readonly span: Span;
  /** Nanoseconds from the start of the trace. */
  readonly at: bigint;
  readonly attributes: Span['attributes'];
}

function linesOf({ span, at, attributes }: Acted): readonly string[] {
  const {
    [ATTRIBUTE.chaosFault]: rule,
    [ATTRIBUTE.chaosMode]: mode,
    [ATTRIBUTE.chaosPoint]: point,
    [ATTRIBUTE.chaosWhen]: when,
    [ATTRIBUTE.chaosAttempt]: attempt,
    [ATTRIBUTE.chaosDelayMs]: delayMs,
    [ATTRIBUTE.chaosSeed]: seed,
    [ATTRIBUTE.chaosAgain]: again,
  } = attributes;
  const seconds = (Number(at) / NANOS_PER_MS / 1_000).toFixed(3);
  const details = [
    delayMs === undefined ? '' : `${delayMs} ms`,
    `attempt ${attempt}`,
    seed === undefined ? '' : `seed ${seed}`,
    `in the span "${span.name}" of ${span.service}`,
  ];
  const line = `+${seconds} s  ${rule}  ${mode} ${when} ${point}  ${details.filter(Boolean).join(', ')}`;
  return typeof again === 'string'
    ? [line, `    again: -H ${shellWord(`${RULES_HEADER}: ${again}`)}`]
    : [line];
}
