import { shownCountdown, shownMs, shownNumber } from '#console/format.ts';
import { shown } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import { shownProblem } from './problems-in-korean.ts';
import { LOAD } from './words.ts';

/** The state of the load and its last second, as figures. */
export function LoadFacts() {
  const words = wordsOf(LOAD);
  const frame = shown.value;
  const { state = 'idle', second, sent, ends_at_ms, problems = [] } = frame?.load ?? {};
  const left =
    ends_at_ms === undefined ? '' : ` · ${shownCountdown(ends_at_ms - (frame?.at_ms ?? 0))} ${words.left}`;
  const ms = (value: number | null | undefined): string | undefined =>
    value == null ? undefined : shownMs(value);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.right, second && shownNumber(second.ok)],
    [words.refused, second && shownNumber(second.refused)],
    [words.failed, second && shownNumber(second.failed)],
    [words.dropped, second && shownNumber(second.dropped)],
    [words.inFlight, second && shownNumber(second.in_flight)],
    ['p50', ms(second?.p50_ms)],
    ['p95', ms(second?.p95_ms)],
    ['p99', ms(second?.p99_ms)],
    [words.sentP95, ms(second?.sent_p95_ms)],
    [words.late, ms(second?.late_ms)],
    [words.sent, sent === undefined ? undefined : shownNumber(sent)],
  ];
  return (
    <>
      <p class={`load-state ${state}`} role="status" data-state={state}>
        {words.states[state]}
        {left}
      </p>
      {problems.map((problem) => (
        <p key={problem} class="muted">
          {shownProblem(problem)}
        </p>
      ))}
      <dl class="figures">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
