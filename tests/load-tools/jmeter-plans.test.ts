import { expect, test } from 'vitest';
import { filesBelow, readText } from '#tests/support/source-files';
import { type PlanElement, readPlan } from './jmeter/plan-structure.ts';
import { CALM, FAULTY } from './scenarios.ts';

/** What JMeter asks of each element, where there is no Java to run it. */
const ATTRIBUTES = ['guiclass', 'testclass', 'testname', 'enabled'];
const GROUPS = ['SetupThreadGroup', 'ThreadGroup', 'PostThreadGroup'];
const plans = filesBelow('scenarios/load/jmeter').filter((path) => path.endsWith('.jmx'));

const withAll = (elements: readonly PlanElement[]): PlanElement[] =>
  elements.flatMap((element) => [element, ...withAll(element.children)]);

test('each scenario is a plan', () => {
  const names = plans.map((path) => path.replace(/^.*\/(.*)\.jmx$/, '$1'));

  expect(names.toSorted()).toEqual([...CALM, ...FAULTY].toSorted());
});

test.each(plans)('%s has the structure of a plan: beginning, load with checks, end', (path) => {
  const [plan, ...others] = readPlan(readText(path));
  const groups = plan?.children ?? [];
  const samplers = withAll(groups).filter(({ tag }) => tag === 'HTTPSamplerProxy');

  expect(others).toEqual([]);
  expect(groups.map(({ tag }) => tag)).toEqual(GROUPS);
  for (const { tag, attributes } of withAll([...(plan ? [plan] : [])])) {
    expect(Object.keys(attributes), tag).toEqual(ATTRIBUTES);
    expect(attributes.testclass).toBe(tag);
  }
  for (const { attributes, children } of samplers)
    expect(
      children.map(({ tag }) => tag),
      attributes.testname,
    ).toContain('JSR223Assertion');
});

test.each([
  ['<a><b></a>', '</a> closes <b>'],
  ['<jmeterTestPlan><hashTree>', '<hashTree> is not closed'],
  ['<jmeterTestPlan><hashTree><a/></hashTree></jmeterTestPlan>', '<undefined> stands where'],
  ['<jmeterTestPlan><hashTree><a>1 & 2</a><hashTree/></hashTree></jmeterTestPlan>', '"&" is not escaped'],
  ['<jmeterTestPlan><hashTree><a>1 < 2</a><hashTree/></hashTree></jmeterTestPlan>', '"<" is not escaped'],
])('%s is no plan', (xml, why) => {
  expect(() => readPlan(xml)).toThrow(why);
});
