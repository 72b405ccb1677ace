import { treeOf } from './span-tree.ts';

/** One span of a trace, as a bar. */
export interface WaterfallSpan {
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly service: string;
  /** From the start of the trace. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly isFailed: boolean;
  /** `<rule>@<point>` of the faults that acted on it. */
  readonly hits: readonly string[];
  /** How it ended, and what else is to be known at a glance. */
  readonly tags?: readonly string[];
  /** It exists in the local engine only. */
  readonly isEmulator?: boolean;
}

interface WaterfallProps {
  readonly spans: readonly WaterfallSpan[];
  /** Heads of the columns. @default in English */
  readonly heads?: readonly [span: string, time: string, when: string];
  /** The span whose details are shown. */
  readonly chosenId?: string;
  /** Makes names buttons. */
  readonly onChoose?: (spanId: string) => void;
}

const PERCENT = 100;
const LEAST_PERCENT = 0.4;
/** Deeper spans are not indented further. */
const DEEPEST = 24;
const HEADS = ['Span', 'Time', 'When'] as const;

/** A trace as rows of bars, each below its parent, on one axis of time. */
export function Waterfall({ spans, heads = HEADS, chosenId, onChoose }: WaterfallProps) {
  const endMs = Math.max(1, ...spans.map(({ startMs, durationMs }) => startMs + durationMs));
  return (
    <table class="waterfall">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {treeOf(spans.toSorted((one, other) => one.startMs - other.startMs)).map(({ span, depth }) => (
          <tr
            key={span.spanId}
            id={span.spanId}
            class={`${span.isFailed ? 'failed' : ''} ${span.isEmulator ? 'emulator' : ''}`}
          >
            <th scope="row">
              <span style={{ paddingLeft: `${Math.min(depth, DEEPEST)}em` }}>
                <Name span={span} isChosen={span.spanId === chosenId} onChoose={onChoose} />{' '}
                <small>{span.service}</small>
                {span.tags?.map((tag) => (
                  <small key={tag} class="tag">
                    {tag}
                  </small>
                ))}
                {span.hits.map((hit) => (
                  <mark key={hit}>{hit}</mark>
                ))}
              </span>
            </th>
            <td>{span.durationMs.toFixed(1)} ms</td>
            <td aria-hidden="true">
              <span
                class="bar"
                style={{
                  marginLeft: `${(PERCENT * span.startMs) / endMs}%`,
                  width: `${Math.max(LEAST_PERCENT, (PERCENT * span.durationMs) / endMs)}%`,
                }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface NameProps {
  readonly onChoose: WaterfallProps['onChoose'] | undefined;
  readonly span: WaterfallSpan;
  readonly isChosen: boolean;
}

function Name({ span: { name, spanId }, isChosen, onChoose }: NameProps) {
  if (!onChoose) {
    return (
      <span class="name" title={name}>
        {name}
      </span>
    );
  }
  return (
    <button
      type="button"
      class="link name"
      title={name}
      aria-expanded={isChosen}
      onClick={() => onChoose(spanId)}
    >
      {name}
    </button>
  );
}
