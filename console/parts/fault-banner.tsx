import { shownCountdown } from '#console/format.ts';
import { haltAll } from '#console/state/commands.ts';
import { go } from '#console/state/page-state.ts';
import { shown } from '#console/state/store.ts';
import { COMMON } from '#console/words/common.ts';
import { wordsOf } from '#console/words/words.ts';
import type { ShownFault } from '#shared/console/frame';

/** Every fault that is on, and the button that ends them all. */
export function FaultBanner() {
  const words = wordsOf(COMMON);
  const { faults = [], fault_problems: problems = [] } = shown.value ?? {};
  if (faults.length + problems.length === 0) return null;
  return (
    <section class="banner" aria-label={words.faultsOn(faults.length)}>
      <strong role="status">⚡ {words.faultsOn(faults.length)}</strong>
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.service}/${fault.id}`}>
            <Fault fault={fault} />
          </li>
        ))}
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
      <button type="button" class="danger" onClick={haltAll}>
        {words.halt} <kbd>h</kbd>
      </button>
    </section>
  );
}

function Fault({ fault: { id, mode, point, hits, edges, expires_at_ms } }: { readonly fault: ShownFault }) {
  const words = wordsOf(COMMON);
  const left = expires_at_ms === null ? undefined : expires_at_ms - (shown.value?.at_ms ?? 0);
  return (
    <button type="button" class="link" onClick={() => go('topology', edges[0])} title={id}>
      {mode} <span class="muted">@ {point}</span> · {words.hits(hits ?? 0)}
      {left === undefined ? '' : ` · ${shownCountdown(left)}`}
    </button>
  );
}
