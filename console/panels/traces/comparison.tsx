import { useEffect, useState } from 'preact/hooks';
import { shownMs, shownMsMore, shownTime } from '#console/format.ts';
import { Choice } from '#console/parts/fields';
import { TraceLink } from '#console/parts/trace-link';
import { against } from '#console/state/page-state.ts';
import { wordsOf } from '#console/words/words.ts';
import type { TraceDocument, TraceSummary } from '#shared/console/traces';
import { type DiffRow, diffOf, mostOrdinary, normalsFor } from './diff.ts';
import { normalTrace, readAll, readNormal } from './traces-state.ts';
import { TRACES } from './words.ts';

const SHOWN_OF_ID = 8;

/** The trace beside another one of the same request that went well without a fault. */
export function Comparison({ trace }: { readonly trace: TraceDocument }) {
  const words = wordsOf(TRACES);
  const [normals, offer] = useState<readonly TraceSummary[] | undefined>(undefined);
  const id = against.value;
  const read = async (): Promise<readonly TraceSummary[]> => {
    const all = await readAll();
    const own = all.find(({ traceId }) => traceId === trace.traceId);
    const found = own ? normalsFor(own, all) : [];
    offer(found);
    return found;
  };
  const compare = async (): Promise<void> => {
    const best = mostOrdinary(await read());
    if (best) against.value = best.traceId;
  };
  useEffect(() => {
    if (id === '') return;
    void readNormal(id);
    if (!normals) void read();
  }, [id]);
  const normal = id === '' ? undefined : normalTrace.value;
  return (
    <>
      <p>
        <button type="button" onClick={() => void compare()}>
          {words.compare}
        </button>
      </p>
      {normals?.length === 0 ? <p role="status">{words.noNormal}</p> : null}
      {id !== '' && normals && normals.length > 0 ? <Others normals={normals} /> : null}
      {normal === null ? <p role="status">{words.normalGone}</p> : null}
      {normal ? <Diff normal={normal} trace={trace} /> : null}
    </>
  );
}

/** The traces to compare with. */
function Others({ normals }: { readonly normals: readonly TraceSummary[] }) {
  const words = wordsOf(TRACES);
  const names = Object.fromEntries(
    normals.map(({ traceId, startMs, durationMs }) => [
      traceId,
      `${shownTime(startMs)} · ${shownMs(durationMs)} · ${traceId.slice(0, SHOWN_OF_ID)}`,
    ]),
  );
  const id = against.value;
  return (
    <Choice
      label={words.compareWith}
      values={id in names ? Object.keys(names) : [id, ...Object.keys(names)]}
      names={names}
      value={id}
      onValue={(value) => {
        against.value = value;
      }}
    />
  );
}

interface DiffProps {
  readonly normal: TraceDocument;
  readonly trace: TraceDocument;
}

function Diff({ normal, trace }: DiffProps) {
  const words = wordsOf(TRACES);
  return (
    <div class="wide">
      <table class="diff">
        <caption>
          {words.comparison} <TraceLink traceId={normal.traceId} />
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.heads.span}</th>
            <th scope="col">{words.normal}</th>
            <th scope="col">{words.this}</th>
            <th scope="col">{words.difference}</th>
          </tr>
        </thead>
        <tbody>
          {diffOf(normal, trace).map((row, at) => (
            <Row key={at} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A difference that is worth a colour. */
const SLOWER = { ms: 5, times: 2 } as const;

function Row({ row: { depth, name, service, normal, other, hits } }: { readonly row: DiffRow }) {
  const words = wordsOf(TRACES);
  const byMs = normal && other ? other.durationMs - normal.durationMs : undefined;
  const isSlower =
    normal !== undefined &&
    byMs !== undefined &&
    byMs > SLOWER.ms &&
    byMs > (SLOWER.times - 1) * normal.durationMs;
  const isBad = isSlower || other?.isFailed || !normal || !other;
  return (
    <tr class={isBad ? 'bad' : ''}>
      <th scope="row">
        <span style={{ paddingLeft: `${depth}em` }}>
          {name} <small>{service}</small>
          {hits.map((hit) => (
            <mark key={hit}>⚡ {hit}</mark>
          ))}
        </span>
      </th>
      <td>{normal ? shownMs(normal.durationMs) : '–'}</td>
      <td>{other ? shownMs(other.durationMs) : '–'}</td>
      <td>
        {byMs === undefined ? null : `${shownMsMore(byMs)} `}
        {normal ? null : words.added} {other ? null : words.lacking} {other?.isFailed ? words.wrong : null}
      </td>
    </tr>
  );
}
