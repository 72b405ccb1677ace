import { useEffect, useRef } from 'preact/hooks';
import { shownCountdown } from '#console/format.ts';
import { command } from '#console/state/commands.ts';
import { chosen } from '#console/state/page-state.ts';
import { shown } from '#console/state/store.ts';
import { COMMON } from '#console/words/common.ts';
import { wordsOf } from '#console/words/words.ts';
import type { ShownFault } from '#shared/console/frame';
import type { EdgeId } from '#shared/console/topology';
import { faultsOn, figuresOf, giveFocusBack, inWords, isOpenedHere, nameOf } from './edge-state.ts';
import { showExample, showTraces } from './example-traces.ts';
import { NewFault } from './new-fault.tsx';
import { TOPOLOGY } from './words.ts';

/** What is on at an edge, and what can be switched on there. */
export function EdgeDetail({ edge }: { readonly edge: EdgeId }) {
  const words = wordsOf(TOPOLOGY);
  const faults = faultsOn(edge);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isOpenedHere()) title.current?.focus();
  }, [edge]);
  useEffect(() => giveFocusBack, []);
  return (
    <aside class="detail" aria-label={nameOf(edge)}>
      <header>
        <h2 ref={title} tabIndex={-1}>
          {nameOf(edge)}
        </h2>
        <button
          type="button"
          class="sign"
          aria-label={wordsOf(COMMON).close}
          onClick={() => {
            chosen.value = '';
          }}
        >
          ✕
        </button>
      </header>
      <p class="muted">{inWords(figuresOf(edge)).filter(Boolean).join(' · ')}</p>
      <p class="examples">
        {words.traces}{' '}
        <button type="button" class="link" onClick={() => void showExample(edge, 'slowest')}>
          {words.slowest}
        </button>
        {' · '}
        <button type="button" class="link" onClick={() => void showExample(edge, 'failed')}>
          {words.lastFailed}
        </button>
        {' · '}
        <button type="button" class="link" onClick={() => showTraces(edge)}>
          {words.allTraces}
        </button>
      </p>
      <h3>{words.faultsHere}</h3>
      {faults.length === 0 ? <p class="muted">{words.noFault}</p> : null}
      <ul class="faults">
        {faults.map((fault) => (
          <li key={`${fault.service}/${fault.id}`}>
            <FaultOn fault={fault} />
          </li>
        ))}
      </ul>
      <h3>{words.newFault}</h3>
      <NewFault key={edge} edge={edge} />
    </aside>
  );
}

function FaultOn({ fault }: { readonly fault: ShownFault }) {
  const words = wordsOf(TOPOLOGY);
  const { service, id, mode, point, hits, affected, expires_at_ms, details } = fault;
  const left = expires_at_ms === null ? undefined : expires_at_ms - (shown.value?.at_ms ?? 0);
  const facts = Object.entries(details)
    .filter(([, value]) => typeof value !== 'object')
    .map(([name, value]) => `${name}=${value}`);
  return (
    <>
      <div>
        <strong>{mode}</strong> <code>{point}</code>
        <div class="muted">{[id, ...facts].join(' · ')}</div>
      </div>
      <dl>
        <dt>{words.hits}</dt>
        <dd data-fact="hits">{hits ?? '?'}</dd>
        <dt>{words.affected}</dt>
        <dd data-fact="affected">{affected}</dd>
        <dt>{words.endsIn}</dt>
        <dd>{left === undefined ? '–' : shownCountdown(left)}</dd>
      </dl>
      <button type="button" onClick={() => command('DELETE', `/console/faults/${service}/${id}`)}>
        {words.end}
      </button>
    </>
  );
}
