import { useEffect, useRef } from 'preact/hooks';
import { RunCard } from '#console/parts/run-card';
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
    <RunCard
      title={words.run}
      end={state === 'running' ? { label: words.end, onEnd: () => void endScenario() } : undefined}
      {...{ name, state }}
      says={verdict ? words.verdicts[verdict.verdict] : words.states[state]}
      verdict={
        verdict && {
          word: verdict.verdict,
          isGood: verdict.verdict === 'PASS',
          text: (
            <span lang="en">
              {verdict.verdict}: {verdict.sentence}
            </span>
          ),
        }
      }
    >
      {verdict ? (
        <p>
          <a href="/console/scenarios/report.html">{words.report}</a>
        </p>
      ) : null}
      <Lines lines={lines} />
    </RunCard>
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
