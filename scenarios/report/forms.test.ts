import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { exampleCheck, exampleReport } from './example-report.ts';
import { htmlReport } from './html-report.ts';
import { journalReport } from './journal-report.ts';
import { junitReport } from './junit-report.ts';
import { markdownReport } from './markdown-report.ts';
import { RunReport } from './run-report.ts';

const HOSTILE = '</script><img src=x onerror=alert(1)>\u2028\u0000 `|]]>';
const hostile = exampleReport({
  sentence: HOSTILE,
  verdict: 'FAIL',
  checks: [exampleCheck({ name: HOSTILE, holds: false, value: HOSTILE })],
});

test('the example is a report', () => {
  expect(() => RunReport.parse(exampleReport())).not.toThrow();
});

test('the page is at most 45 kB gzipped beside its data, and asks for nothing else', async () => {
  const empty = await htmlReport(exampleReport({ seconds: [], checks: [] }));

  expect(gzipSync(empty).length).toBeLessThan(45_000);
  expect(empty).toContain("default-src 'none'");
  expect(empty).not.toMatch(/(?:src|href)=/);
});

test('a hostile text ends neither the script nor the title', async () => {
  const page = await htmlReport(exampleReport({ scenario: { name: HOSTILE, summary: HOSTILE } }));

  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).not.toContain('<img');
});

test('JUnit: a failed check is a failure, and of a run that proves nothing an error', () => {
  const broken = [exampleCheck({ holds: false }), exampleCheck({ name: 'stock' })];

  expect(junitReport(exampleReport({ verdict: 'FAIL', checks: broken }))).toContain(
    'tests="3" failures="1" errors="0"',
  );
  expect(junitReport(exampleReport({ verdict: 'INCONCLUSIVE', checks: broken }))).toContain(
    'tests="3" failures="0" errors="2"',
  );
  expect(junitReport(exampleReport({ verdict: 'ABORTED', checks: [] }))).toContain(
    'tests="1" failures="0" errors="1"',
  );
  // what XML 1.0 does not have is gone, and what would be markup is escaped
  expect(junitReport(hostile)).not.toMatch(/\0|<img|\]\]>/);
});

test('Markdown: at most 20 lines, however much went wrong, and no markup of the stores', () => {
  const checks = Array.from({ length: 60 }, (_, at) => exampleCheck({ name: `check ${at}`, holds: false }));
  const text = markdownReport(exampleReport({ verdict: 'FAIL', checks }));

  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
  expect(text).toContain('more');
  expect(markdownReport(hostile)).not.toMatch(/(?<!\\)<img/);
});

test('the journal says when the run deviated, and from what', () => {
  const journal = journalReport(exampleReport({ verdict: 'FAIL', checks: [exampleCheck({ holds: false })] }));

  expect(journal).toMatchObject({
    status: 'completed',
    deviated: true,
    steady_states: { before: { steady_state_met: true }, after: { steady_state_met: false } },
    run: [{ activity: { name: 'scenario-1' }, duration: 11.5 }],
  });
});
