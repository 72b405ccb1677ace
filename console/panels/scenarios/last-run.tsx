import { useEffect, useRef } from 'preact/hooks';
import { shownTime } from '#console/format.ts';
import { RunCard } from '#console/parts/run-card';
import { wordsOf } from '#console/words/words.ts';
import type { ScenarioRunBody } from '#shared/console/scenarios';
import { endScenario } from './scenarios-state.ts';
import { SCENARIOS } from './words.ts';

interface LastRunProps {
  readonly run: ScenarioRunBody | undefined;
  /** The instant that it is shown at; undefined: now. */
  readonly thenMs: number | undefined;
}

/** State, verdict and lines of the last run, or of the one that was the last at an instant. */
export function LastRun({ run, thenMs }: LastRunProps) {
  const words = wordsOf(SCENARIOS);
  if (!run) {
    return (
      <section class="card">
        <h2>{words.run}</h2>
        <p class="muted">{thenMs === undefined ? words.none : words.noneThen(shownTime(thenMs))}</p>
      </section>
    );
  }
  const { name, state, lines, verdict, has_report } = run;
  const canEnd = state === 'running' && thenMs === undefined;
  return (
    <RunCard
      title={thenMs === undefined ? words.run : words.runThen(shownTime(thenMs))}
      end={canEnd ? { label: words.end, onEnd: () => void endScenario() } : undefined}
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
      {has_report ? (
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
