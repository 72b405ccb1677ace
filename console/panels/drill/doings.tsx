import { wordsOf } from '#console/words/words.ts';
import { type DrillBody, NAMED_PARTS } from '#shared/console/drill';
import { DRILL } from './words.ts';

/** What was answered with its grades, and the hints that were given. */
export function Doings({ now: { answers, hints } }: { readonly now: DrillBody }) {
  const words = wordsOf(DRILL);
  if (answers.length + hints.length === 0) return null;
  return (
    <section class="card">
      <h2>{words.doings}</h2>
      <ul>
        {hints.map(({ hint, cost }) => (
          <li key={hint}>
            <span lang="en">{hint}</span> <span class="muted">{words.costs(cost)}</span>
          </li>
        ))}
      </ul>
      {answers.map(({ named, grades }, at) => (
        <dl key={at} class="facts">
          {NAMED_PARTS.map((part) => {
            const grade = grades[part];
            return grade === undefined ? null : (
              <div key={part} data-grade={grade}>
                <dt>{words.parts[part]}</dt>
                <dd>
                  {named[part]} <strong class={grade}>{words.grades[grade]}</strong>
                </dd>
              </div>
            );
          })}
        </dl>
      ))}
    </section>
  );
}
