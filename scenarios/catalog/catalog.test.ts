import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { alertRules } from '#infra/grafana/src/alert-rules';
import { RULES } from '#oracle/rules';
import { checkRule } from '#shared/faults/rules/check-rule';
import { allPoints } from '#stacks/points';
import { servicesOf } from '#tools/chaos/rule-words';
import { SCENARIOS } from './all.ts';

const ALERTS = alertRules().map(({ name }) => name);
const CHECKS = [
  ...RULES.map(({ name }) => name),
  'stock per second',
  'acknowledged',
  'accounted-for',
  'ordered-once',
  'recovery',
];

test('each file is in the list, under its own name, the documented ones first', () => {
  const files = readdirSync(import.meta.dirname)
    .filter((file) => /^[a-z-]+\.ts$/.test(file) && !['all.ts', 'limits.ts'].includes(file))
    .map((file) => file.replace('.ts', ''));
  const documented = SCENARIOS.filter(({ isDocumented }) => isDocumented);

  expect(SCENARIOS.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
  expect(documented).toHaveLength(6);
  expect(SCENARIOS.slice(0, 6)).toEqual(documented);
});

test.each(SCENARIOS)(
  '$name has a summary of one sentence, and names alerts and checks that exist',
  (scenario) => {
    const { alerts } = scenario.truth;
    const fire = alerts.fire.map(({ name }) => name);

    expect(scenario.summary).toMatch(/^[A-Z].*\.$/);
    expect([...fire, ...alerts.quiet].filter((name) => !ALERTS.includes(name))).toEqual([]);
    expect(fire.filter((name) => alerts.quiet.includes(name))).toEqual([]);
    expect(CHECKS).toContain(scenario.control.turnsRed);
  },
);

test.each(SCENARIOS)('the rules of $name are taken by a service', async ({ faults }) => {
  const points = await allPoints();
  const refusals = faults.flatMap((rule) => {
    const checked = servicesOf(rule.point).map((service) =>
      checkRule('scenario', rule, { service, points }, Date.now()),
    );
    return checked.some((each) => 'rule' in each) ? [] : checked;
  });

  expect(refusals).toEqual([]);
});
