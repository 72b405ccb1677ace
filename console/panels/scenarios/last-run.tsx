import { useEffect, useRef } from 'preact/hooks';
import { wordsOf } from '#console/words/words.ts';
import type { ScenarioRunBody } from '#shared/console/scenarios';
import { endScenario } from './scenarios-state.ts';
import { SCENARIOS } from './words.ts';

/** State, verdict and lines of the last run. */
export function LastRun({ run }: { readonly run: ScenarioRunBody | undefined }) {
  const words = wordsOf(SCENARIOS);
  if (!run) {
    return (
      <section class="card">
        <h2>{words.run}</h2>
        <p class="muted">{words.none}</p>
      </section>
    );
  }
  const { name, state, lines, verdict } = run;
  return (
    <section class="card">
      <header>
        <h2>{words.run}</h2>
        {state === 'running' ? (
          <button type="button" class="danger" onClick={() => void endScenario()}>
            ■ {words.end}
          </button>
        ) : null}
      </header>
      <p role="status" data-state={state}>
        <code>{name}</code> {verdict ? words.verdicts[verdict.verdict] : words.states[state]}
      </p>
      {verdict ? (
        <>
          <p class={`verdict ${verdict.verdict === 'PASS' ? 'good' : 'bad'}`} data-verdict={verdict.verdict}>
            <span lang="en">
              {verdict.verdict}: {verdict.sentence}
            </span>
          </p>
          <p>
            <a href="/console/scenarios/report.html">{words.report}</a>
          </p>
        </>
      ) : null}
      <Lines lines={lines} />
    </section>
  );
}

/** The lines of a terminal, of which the last is seen. */
function Lines({ lines }: { readonly lines: readonly string[] }) {
  const place = useRef<HTMLPreElement>(null);
  const text = lines.join('\n');
  useEffect(() => {
    if (place.current) place.current.scrollTop = place.current.scrollHeight;
  }, [text]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached with the keyboard
    <pre ref={place} lang="en" tabIndex={0} role="log" aria-live="off" aria-label={wordsOf(SCENARIOS).lines}>
      {text}
    </pre>
  );
}
