import { shownNumber } from '#console/format.ts';
import { Told } from '#console/parts/told';
import { wordsOf } from '#console/words/words.ts';
import type { DrillReport, DrillScore, DrillSolution } from '#shared/console/drill';
import { SOLUTIONS_IN_KOREAN } from './texts-in-korean.ts';
import { DRILL } from './words.ts';

/** What a drill ended with: points, and what was wrong. */
export function Report({ report: { score, violated, was_off, solution } }: { readonly report: DrillReport }) {
  const words = wordsOf(DRILL);
  return (
    <section class="card" data-report>
      <h2>{words.report}</h2>
      {was_off ? <p class="refusal">{words.wasOff}</p> : null}
      {violated === undefined ? null : (
        <p>
          {violated === null
            ? words.notAtRest
            : violated.length === 0
              ? words.holds
              : words.violated(violated.join(', '))}
        </p>
      )}
      {score ? <Points score={score} /> : null}
      <Solution solution={solution} />
    </section>
  );
}

function Points({ score: { points, costs, seconds, total } }: { readonly score: DrillScore }) {
  const words = wordsOf(DRILL);
  const rows = [
    ...Object.entries(points).map(
      ([part, [reached, most]]) => [part, `${shownNumber(reached)} / ${most}`] as const,
    ),
    ['hints', `−${costs.hints}`],
    ['wrong', `−${costs.wrong}`],
  ] as const;
  const after = (s: number | null): string => (s === null ? '–' : words.seconds(s));
  return (
    <table>
      <caption>{words.after(after(seconds.detect), after(seconds.locate), after(seconds.mend))}</caption>
      <tbody>
        {rows.map(([part, value]) => (
          <tr key={part}>
            <th scope="row">{words.pointsFor[part as keyof typeof words.pointsFor] ?? part}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.total}</th>
          <td>{words.of100(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Solution({ solution }: { readonly solution: DrillSolution }) {
  const words = wordsOf(DRILL);
  const { name, service, mechanism, points, began_at, symptoms, remedy } = solution;
  const korean = SOLUTIONS_IN_KOREAN[name] ?? {};
  const facts = [
    [words.parts.service, service],
    [words.parts.point, points.join(', ')],
    [words.parts.mechanism, mechanism],
    [words.parts.since, began_at],
    ...Object.entries(symptoms).map(([where, text]) => [
      words.symptoms[where as keyof typeof words.symptoms],
      <Told korean={korean} about={where} text={text} />,
    ]),
    [words.remedy, <Told korean={korean} about="remedy" text={remedy} />],
  ] as const;
  return (
    <>
      <h3>
        {words.wrong} <code>{name}</code>
      </h3>
      <dl class="solution">
        {facts.map(([term, value]) => (
          <div key={String(term)}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
