import type { RunReport } from './run-report.ts';
import { withUnit } from './with-unit.ts';

/** Writes the checks as JUnit's XML, which build servers show. A run that proves nothing is an error there. */
export function junitReport({ scenario, checks, started_at, verdict, sentence }: RunReport): string {
  const isJudged = verdict === 'PASS' || verdict === 'FAIL';
  const run = {
    name: 'run',
    claim: sentence,
    holds: isJudged,
    value: verdict,
    limit: 'PASS or FAIL',
  } as const;
  const shown = [...checks, { ...run, unit: '', comparison: 'is' as const }];
  const failures = shown.filter(({ holds }) => !holds).length;
  const cases = shown.map(({ name, claim, holds, value, limit, unit, comparison }) => {
    const open = `    <testcase classname="${escaped(scenario.name)}" name="${escaped(name)}"`;
    if (holds) return `${open}/>`;
    const found = withUnit(value, unit);
    const message = escaped(`${claim}: ${found}, must be ${comparison} ${withUnit(limit, unit)}`);
    const element = isJudged ? 'failure' : 'error';
    return `${open}>\n      <${element} message="${message}"/>\n    </testcase>`;
  });
  const counts = `tests="${shown.length}" failures="${isJudged ? failures : 0}" errors="${isJudged ? 0 : failures}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite name="${escaped(scenario.name)}" timestamp="${started_at}" ${counts}>`,
    ...cases,
    `    <system-out>${escaped(`${verdict}: ${sentence}`)}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** Characters that XML 1.0 does not have at all become a replacement character. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be written
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[<>&"'\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
