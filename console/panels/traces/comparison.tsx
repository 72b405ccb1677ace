import { useState } from 'preact/hooks';
import { shownMs } from '#console/format.ts';
import { TraceLink } from '#console/parts/trace-link';
import { wordsOf } from '#console/words/words.ts';
import type { TraceDocument } from '#shared/console/traces';
import { type DiffRow, diffOf, normalFor } from './diff.ts';
import { normalTrace, readAll, readNormal } from './traces-state.ts';
import { TRACES } from './words.ts';

/** The trace beside the newest one of the same request that went well without a fault. */
export function Comparison({ trace }: { readonly trace: TraceDocument }) {
  const words = wordsOf(TRACES);
  const [isAsked, ask] = useState(false);
  const [isLacking, lack] = useState(false);
  const compare = async (): Promise<void> => {
    ask(true);
    const all = await readAll();
    const own = all.find(({ traceId }) => traceId === trace.traceId);
    const normal = own && normalFor(own, all);
    lack(normal === undefined);
    await readNormal(normal?.traceId ?? '');
  };
  const normal = normalTrace.value;
  return (
    <>
      <p>
        <button type="button" onClick={() => void compare()}>
          {words.compare}
        </button>
      </p>
      {isAsked && isLacking ? <p role="status">{words.noNormal}</p> : null}
      {isAsked && normal ? (
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
      ) : null}
    </>
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
        {byMs === undefined ? null : `${byMs < 0 ? '−' : '+'}${shownMs(Math.abs(byMs))} `}
        {normal ? null : words.added} {other ? null : words.lacking} {other?.isFailed ? words.wrong : null}
      </td>
    </tr>
  );
}
