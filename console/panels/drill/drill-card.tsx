import { shownCountdown } from '#console/format.ts';
import { RunCard } from '#console/parts/run-card';
import { shown } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import type { DrillBody } from '#shared/console/drill';
import { reveal } from './drill-state.ts';
import { DRILL } from './words.ts';

/** How the drill goes, its time, and its verdict. */
export function DrillCard({ now }: { readonly now: DrillBody | undefined }) {
  const words = wordsOf(DRILL);
  if (!now) {
    return (
      <section class="card">
        <h2>{words.last}</h2>
        <p class="muted">{words.none}</p>
      </section>
    );
  }
  const { state, level, work, problem, expires_at_ms, report } = now;
  const left = expires_at_ms === undefined ? 0 : expires_at_ms - (shown.value?.at_ms ?? 0);
  const score = report?.score;
  return (
    <RunCard
      title={words.last}
      end={state === 'running' && !work ? { label: words.giveUp, onEnd: () => void reveal() } : undefined}
      name={words.levels[level as keyof typeof words.levels] ?? String(level)}
      state={work ?? state}
      says={work ? words.works[work] : words.states[state]}
      verdict={
        report && {
          word: score ? (score.has_passed ? 'PASSED' : 'FAILED') : 'REVEALED',
          isGood: score?.has_passed ?? false,
          text: score
            ? `${score.has_passed ? words.passed : words.notPassed}: ${words.of100(score.total)}`
            : words.revealed,
        }
      }
    >
      {state === 'running' ? <p>{words.left(shownCountdown(left))}</p> : null}
      {problem === undefined ? null : (
        <p class="refusal" role="alert">
          <span lang="en">{problem}</span>
        </p>
      )}
    </RunCard>
  );
}
