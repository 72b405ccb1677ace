import { describeStrike, keyOf, rulesInHeader } from './experiment.ts';
import type { Exploration } from './explore.ts';
import { type Finding, isOfLie } from './finding.ts';
import { formName } from './forms/form.ts';
import { hasTried } from './outcome.ts';
import { nameOf } from './place.ts';
import type { Result } from './result.ts';
import { linesOfTable } from './table.ts';
import type { Written } from './write-files.ts';

/** What was found, for people. */
export function textReport(exploration: Exploration, written: readonly Written[]): string {
  const { results, findings, unrun, discoveries } = exploration;
  const lies = findings.filter(isOfLie);
  const found = findings.length - lies.length;
  const missed = missedIn(results);
  const lines = [
    ...linesOfTable(exploration),
    '',
    ...missed.map((key) => `did not get to its call: ${key}`),
    ...(lies.length > 0 ? ['A dependency that lies is believed:', ...linesOfLies(lies), ''] : []),
    ...written.flatMap(({ finding: { rule, text }, files }) => [
      `counter-example: ${rule}: ${text}`,
      ...files.map((file) => `  ${file}`),
    ]),
    [
      `${results.length} experiments at ${discoveries.length} places`,
      ...(missed.length > 0 ? [`${missed.length} did not get to their call`] : []),
      ...(unrun.length > 0 ? [`no time for ${unrun.length} more`] : []),
      ...(hasTried(exploration) ? [] : ['no fault was tried: allow more time by --max-minutes']),
      ...(found > 0 ? [`${found} counter-examples`] : []),
      ...(found === 0 && hasTried(exploration) ? ['answers and stores agree'] : []),
    ].join(', '),
  ];
  return `${lines.join('\n')}\n`;
}

/** The experiments that did not get to their calls, in no try. */
function missedIn(results: readonly Result[]): readonly string[] {
  const keys = (isReached: boolean): readonly string[] =>
    results.filter((each) => each.isReached === isReached).map(({ experiment }) => keyOf(experiment));
  const reached = new Set(keys(true));
  return [...new Set(keys(false))].filter((key) => !reached.has(key));
}

/** A line for each rule of the oracle and what it was seen to fail of. */
function linesOfLies(findings: readonly Finding[]): readonly string[] {
  const lines = findings.map(({ rule, suspects }) => {
    const [suspect] = suspects;
    const what =
      suspects.length === 1 && suspect
        ? suspect.experiment.strikes.map(describeStrike).join(' and ')
        : `one of ${suspects.length} lies`;
    return `  ${what}: ${rule}`;
  });
  return [...new Set(lines)];
}

/** The same for programs. */
export function jsonReport(exploration: Exploration, written: readonly Written[]): string {
  const { results, findings, unrun, discoveries } = exploration;
  const report = {
    experiments: results.map(({ experiment, answer, end, problem, isReached }) => ({
      request: formName(experiment.form),
      strikes: experiment.strikes.map((strike) => ({
        place: nameOf(strike.at.place),
        call: strike.at.number,
        mode: strike.mode.name,
        ...('interrupt' in strike.mode && { when: strike.when }),
        ...strike.params,
      })),
      rules: experiment.form.rules?.() ?? rulesInHeader(experiment.strikes),
      reached: isReached,
      answer,
      end,
      ...(problem !== undefined && { problem }),
    })),
    places: discoveries.map(({ call }) => nameOf(call.place)),
    findings: findings.map((finding) => ({
      rule: finding.rule,
      text: finding.text,
      lie: isOfLie(finding),
      suspects: finding.suspects.length,
    })),
    files: written.flatMap(({ files }) => files),
    left_out: unrun.length,
    tried: hasTried(exploration),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
