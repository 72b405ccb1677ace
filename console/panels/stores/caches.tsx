import { shownNumber } from '#console/format.ts';
import { conservation } from '#console/panels/conservation/reading.ts';
import { DroppedSpans } from '#console/parts/dropped-spans';
import { isFrozen, shown } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import { CACHE_KINDS, type CachedCopies, type CacheKind, type CacheReads } from '#shared/console/caches';
import { evict, said } from './evict.ts';
import { STORES } from './words.ts';

/** How many copies each cache has, how often they were found, and the buttons that evict them. */
export function Caches() {
  const words = wordsOf(STORES);
  const copies = conservation.value.reading?.copies;
  const reads = shown.value?.caches;
  return (
    <section class="card">
      <h2>{words.caches}</h2>
      <p class="muted">{words.lead}</p>
      <DroppedSpans />
      <div class="wide">
        <table class="caches">
          <thead>
            <tr>
              <th scope="col">{words.cache}</th>
              <th scope="col">{words.copies}</th>
              <th scope="col">{words.hits}</th>
              <th scope="col">{words.misses}</th>
              <th scope="col">{words.bypassed}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {CACHE_KINDS.map((kind) => (
              <Row key={kind} kind={kind} copies={copies?.[kind]} reads={reads?.[kind]} />
            ))}
          </tbody>
        </table>
      </div>
      <p role="status">{said.value}</p>
    </section>
  );
}

interface RowProps {
  readonly kind: CacheKind;
  /** Undefined until the stores were read. */
  readonly copies: CachedCopies | undefined;
  /** Undefined where nothing counts them. */
  readonly reads: CacheReads | undefined;
}

function Row({ kind, copies, reads }: RowProps) {
  const words = wordsOf(STORES);
  const name = words.kinds[kind];
  const count = (value: number | undefined): string => (value === undefined ? '–' : shownNumber(value));
  return (
    <tr data-cache={kind}>
      <th scope="row">
        {name}
        {kind === 'list' ? null : <Keys keys={copies?.keys ?? []} />}
      </th>
      <td data-fact="copies">{count(copies?.count)}</td>
      <td data-fact="hits">{count(reads?.hits)}</td>
      <td data-fact="misses">{count(reads?.misses)}</td>
      <td>{count(reads?.bypassed)}</td>
      <td class="acts">
        {isFrozen.value ? null : (
          <button
            type="button"
            class="danger"
            aria-label={words.evictAllOf(name)}
            onClick={() => void evict(kind)}
          >
            {words.evictAll}
          </button>
        )}
      </td>
    </tr>
  );
}

/** Buttons that evict one copy each; the keys only, on a frozen page. */
function Keys({ keys }: { readonly keys: readonly string[] }) {
  const words = wordsOf(STORES);
  if (isFrozen.value) return <span class="muted keys">{keys.join(', ')}</span>;
  return (
    <span class="acts">
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          class="danger"
          aria-label={words.evictOf(key)}
          title={words.evictOf(key)}
          onClick={() => void evict(key)}
        >
          ✕ {key}
        </button>
      ))}
    </span>
  );
}
