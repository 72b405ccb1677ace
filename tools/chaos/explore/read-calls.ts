import { ATTRIBUTE, EVENT, SPAN_NAME } from '#shared/telemetry/conventions';
import { stepSpansOf } from '../dry-run/point-spans.ts';
import type { Span, Trace } from '../engine-traces.ts';
import { PROBE_ID, type Strike, strikeId } from './experiment.ts';
import { type Call, numbered, type Place, RECOVERY } from './place.ts';

/** A call, and when it began. */
export interface SeenCall extends Call {
  readonly at: bigint;
}

/** The calls that the probe has met, in the order in which they began. */
export function readCalls(traces: readonly Trace[], strikes: readonly Strike[]): readonly SeenCall[] {
  const seen = traces
    .flatMap(({ spans }) => spans.flatMap((span) => probed(span, spans, strikes)))
    .toSorted((one, other) => Number(one.at - other.at));
  const calls = numbered(seen.map(({ place }) => place));
  return seen.map(({ at }, index) => ({ ...(calls[index] as Call), at }));
}

interface Probed {
  readonly place: Place;
  readonly at: bigint;
}

function probed(span: Span, spans: readonly Span[], strikes: readonly Strike[]): readonly Probed[] {
  const hits = span.events.filter(({ name }) => name === EVENT.chaosHit);
  return hits
    .filter(({ attributes }) => attributes[ATTRIBUTE.chaosFault] === PROBE_ID)
    .map(({ timeUnixNano, attributes }) => {
      const point = String(attributes[ATTRIBUTE.chaosPoint]);
      const struck = strikes.find(
        (strike, at) =>
          strike.at.place.point === point &&
          hits.some((hit) => hit.attributes[ATTRIBUTE.chaosFault] === strikeId(strikes, at)),
      );
      const step = struck ? struck.at.place.step : stepOf(point, span, spans);
      return { place: { shell: shellOf(span, spans), point, step }, at: BigInt(timeUnixNano) };
    });
}

/** The span of a call and those of what it does are children of one span. */
function stepOf(point: string, span: Span, spans: readonly Span[]): string {
  const names = stepSpansOf(point);
  const [from, to] = [BigInt(span.startTimeUnixNano), BigInt(span.endTimeUnixNano)];
  const step = spans.find(
    ({ name, parentSpanId, startTimeUnixNano }) =>
      names.includes(name) &&
      parentSpanId === span.parentSpanId &&
      BigInt(startTimeUnixNano) >= from &&
      BigInt(startTimeUnixNano) <= to,
  );
  if (!step) return '';
  return names.length > 1 ? step.name : String(step.attributes[ATTRIBUTE.dbOperation] ?? '');
}

function shellOf(span: Span, spans: readonly Span[]): string {
  let at: Span | undefined = span;
  for (let depth = 0; at && depth < spans.length; depth++) {
    if (at.kind === 'SERVER' && at.service === span.service) return at.name;
    if (at.kind === 'CONSUMER' || at.name === SPAN_NAME.inspectMessage) return RECOVERY;
    const parent: string | null = at.parentSpanId;
    at = spans.find(({ spanId }) => spanId === parent);
  }
  return '';
}
