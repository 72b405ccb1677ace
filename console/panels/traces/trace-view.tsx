import { useEffect, useState } from 'preact/hooks';
import { Waterfall } from '#console/charts/waterfall';
import { shownMs, shownTime } from '#console/format.ts';
import { OrderLink } from '#console/parts/order-link';
import { TraceLink } from '#console/parts/trace-link';
import { span as chosenSpan, go } from '#console/state/page-state.ts';
import { wordsOf } from '#console/words/words.ts';
import type { TraceDocument } from '#shared/console/traces';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { barsOf } from './bars.ts';
import { Comparison } from './comparison.tsx';
import { LogLines } from './log-lines.tsx';
import { SpanDetail } from './span-detail.tsx';
import { isComplete, readTrace, shownTrace } from './traces-state.ts';
import { TRACES } from './words.ts';

/**
 * Spans arrive up to a second after they end, and later on a busy machine: the trace is read again after these times, the later ones only
 * while a span's parent is missing.
 */
const AGAIN_MS = [1_000, 2_500] as const;
const WHILE_INCOMPLETE_MS = [5_000, 10_000, 15_000, 20_000, 30_000, 45_000, 60_000] as const;

/** One trace: facts, waterfall, the chosen span, log lines, and the comparison with a normal one. */
export function TraceView({ traceId }: { readonly traceId: string }) {
  const words = wordsOf(TRACES);
  useEffect(() => {
    const read = (): void => void readTrace(traceId);
    const readIfIncomplete = (): void => {
      if (!isComplete(shownTrace.peek())) read();
    };
    read();
    const timers = [
      ...AGAIN_MS.map((ms) => setTimeout(read, ms)),
      ...WHILE_INCOMPLETE_MS.map((ms) => setTimeout(readIfIncomplete, ms)),
    ];
    return () => timers.forEach(clearTimeout);
  }, [traceId]);
  const shown = shownTrace.value?.traceId === traceId ? shownTrace.value : undefined;
  return (
    <section class="card">
      <header>
        <h2>
          {words.name} <code>{traceId}</code>
        </h2>
        <button type="button" onClick={() => go('traces')}>
          {words.back}
        </button>
      </header>
      {shown ? null : <p class="muted">{words.loading}</p>}
      {shown && !shown.trace ? (
        <p role="alert">
          {words.failed} {shown.problem}
        </p>
      ) : null}
      {shown?.trace ? <Known trace={shown.trace} /> : null}
    </section>
  );
}

function Known({ trace }: { readonly trace: TraceDocument }) {
  const words = wordsOf(TRACES);
  const spanId = chosenSpan.value;
  const [hasEmulator, showEmulator] = useState(true);
  const bars = barsOf(trace).filter(({ isEmulator }) => hasEmulator || !isEmulator);
  const span = trace.spans.find((each) => each.spanId === spanId);
  const { heads } = words;
  useEffect(() => {
    if (span) document.getElementById(span.spanId)?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <>
      <Facts trace={trace} />
      <label class="box">
        <input
          type="checkbox"
          checked={hasEmulator}
          onChange={({ currentTarget }) => showEmulator(currentTarget.checked)}
        />
        {words.emulator}
      </label>
      {trace.missingParents.length > 0 ? <p class="muted">{words.missing}</p> : null}
      {trace.droppedSpans > 0 ? <p class="bad">{words.dropped(trace.droppedSpans)}</p> : null}
      <div class="with-span">
        <div class="wide">
          <Waterfall
            spans={bars}
            heads={[heads.span, heads.time, heads.when]}
            chosenId={spanId}
            onChoose={(id) => {
              chosenSpan.value = id === spanId ? '' : id;
            }}
          />
        </div>
        {span ? <SpanDetail trace={trace} span={span} /> : <p class="muted">{words.choose}</p>}
      </div>
      <Comparison trace={trace} />
      <h3 id="log">{words.log}</h3>
      {trace.logs.length === 0 ? (
        <p class="muted">{words.noLog}</p>
      ) : (
        <LogLines trace={trace} logs={trace.logs} />
      )}
      <Linked heading={words.linksTo} ids={linksTo(trace)} />
      <Linked heading={words.linkedFrom} ids={trace.linkedFrom} />
    </>
  );
}

function Facts({ trace: { traceId, spans } }: { readonly trace: TraceDocument }) {
  const words = wordsOf(TRACES);
  const startMs = Number(BigInt(spans[0]?.startTimeUnixNano ?? '0') / 1_000_000n);
  const endMs = Math.max(...spans.map(({ endTimeUnixNano }) => Number(BigInt(endTimeUnixNano) / 1_000_000n)));
  const orders = new Set(
    spans.map(({ attributes }) => attributes[ATTRIBUTE.orderId]).filter((id) => typeof id === 'number'),
  );
  return (
    <p class="muted">
      {words.took} <strong>{shownMs(spans.length === 0 ? 0 : endMs - startMs)}</strong> · {words.at}{' '}
      {shownTime(startMs)} · {words.spans} {spans.length}
      {[...orders].map((id) => (
        <span key={id}>
          {' '}
          · {words.results.order} <OrderLink orderId={id} />
        </span>
      ))}{' '}
      · <a href={`/traces/${traceId}.json`}>{words.json}</a>
    </p>
  );
}

function Linked({ heading, ids }: { readonly heading: string; readonly ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <p>
      {heading}:{' '}
      {ids.map((id) => (
        <span key={id}>
          <TraceLink traceId={id} />{' '}
        </span>
      ))}
    </p>
  );
}

const linksTo = ({ traceId, spans }: TraceDocument): string[] => [
  ...new Set(spans.flatMap(({ links }) => links.map((link) => link.traceId)).filter((id) => id !== traceId)),
];
