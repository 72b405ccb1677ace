import { defineProgram, EXIT } from '#shared/cli/program';
import { MECHANISMS } from '../mechanism.ts';
import { loadInWords } from '../report/load-in-words.ts';
import type { Limits, Scenario } from '../scenario.ts';
import { scenarioNamed } from './scenario-named.ts';

export const show = defineProgram({
  command: 'npm run scenario -- show',
  about: 'Shows what a scenario does, what is wrong in it, and what must hold.',
  args: { name: { label: 'name', schema: scenarioNamed } },
  run({ args }) {
    process.stdout.write(`${linesOf(args.name).join('\n')}\n`);
    return EXIT.ok;
  },
});

function linesOf(scenario: Scenario): string[] {
  const { name, summary, faults, limits, answers = [], truth, control } = scenario;
  const { symptoms, alerts } = truth;
  return [
    `${name}: ${summary}`,
    '',
    `load      ${loadInWords(scenario)}`,
    ...faults.map((rule) => `fault     ${JSON.stringify(rule)}`),
    ...Object.entries(limits).map(([phase, each]) => `limits    ${phase}: ${limitsText(each)}`),
    ...answers.map(
      ({ phase, step, outcome, leastPercent, mostPercent }) =>
        `answers   ${phase}: ${step} ${outcome} in ${rangeText(leastPercent, mostPercent)} of calls`,
    ),
    '',
    `wrong     ${truth.service} service, at ${truth.point}: ${truth.mechanism} (${MECHANISMS[truth.mechanism]})`,
    `traces    ${symptoms.traces}`,
    `metrics   ${symptoms.metrics}`,
    `logs      ${symptoms.logs}`,
    ...alerts.fire.map((alert) => `alert     ${alert.name} fires within ${alert.withinSeconds} s`),
    `no alert  ${alerts.quiet.join(', ')}`,
    `remedy    ${truth.remedy}`,
    `control   without ${control.protection} the check ${control.turnsRed} fails`,
  ];
}

const rangeText = (least: number | undefined, most: number | undefined): string =>
  [
    least === undefined ? undefined : `at least ${least} %`,
    most === undefined ? undefined : `at most ${most} %`,
  ]
    .filter((text) => text !== undefined)
    .join(' and ');

const limitsText = ({ failedPercent, p95Ms }: Limits): string =>
  `at most ${failedPercent} % failed, p95 at most ${p95Ms} ms`;
