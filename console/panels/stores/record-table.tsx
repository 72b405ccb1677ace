import type { ComponentChildren } from 'preact';
import { shownNumber } from '#console/format.ts';
import { wordsOf } from '#console/words/words.ts';
import type { RecordKind, Records, RecordsBody } from '#shared/console/records';
import { beforeOf, isReading, lists, readList, turnTo } from './records-state.ts';
import { STORES } from './words.ts';

interface RecordTableProps<Kind extends RecordKind> {
  readonly kind: Kind;
  readonly title: string;
  readonly heads: readonly string[];
  /** The first is the head of its row. */
  cells(record: Records[Kind]): readonly ComponentChildren[];
}

/** One list, a page at a time. */
export function RecordTable<Kind extends RecordKind>({ kind, title, heads, cells }: RecordTableProps<Kind>) {
  const words = wordsOf(STORES);
  const page = lists[kind].value as RecordsBody<Kind> | undefined;
  const records = page?.records ?? [];
  const isBusy = isReading[kind].value;
  return (
    <section class="card" data-list={kind} aria-busy={isBusy}>
      <header>
        <h2>{title}</h2>
        <button
          type="button"
          aria-label={words.againOf(title)}
          disabled={isBusy}
          onClick={() => void readList(kind)}
        >
          {words.again}
        </button>
      </header>
      {isBusy ? (
        <p class="muted" role="status">
          {words.loading}
        </p>
      ) : null}
      {records.length === 0 ? (
        <p class="muted">{page && !isBusy ? words.none : ''}</p>
      ) : (
        <div class="wide" inert={isBusy}>
          <table>
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
              {records.map((record) => {
                const [first, ...others] = cells(record);
                return (
                  <tr key={record.id}>
                    <th scope="row">{first}</th>
                    {others.map((cell, at) => (
                      <td key={at}>{cell}</td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {page?.limited_to === undefined ? null : (
        <p class="muted">{words.limited(shownNumber(page.limited_to))}</p>
      )}
      <p class="acts">
        <button type="button" disabled={isBusy || beforeOf(kind) === ''} onClick={() => turnTo(kind, '')}>
          {words.newest}
        </button>
        <button
          type="button"
          disabled={isBusy || !page?.has_more}
          onClick={() => turnTo(kind, String(records.at(-1)?.id ?? ''))}
        >
          {words.older}
        </button>
      </p>
    </section>
  );
}
