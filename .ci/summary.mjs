// node .ci/summary.mjs <results.json>… : what failed, by the name of its file, then, as the last line, N passed, N failed, N skipped.
import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';

const MESSAGE_LINES = 6;

const counts = { passed: 0, failed: 0 };
const failures = [];
// A test that one run left out may be what another is for. What no run ran is skipped.
const seen = new Set();
const ran = new Set();

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  if (text === '') continue; // not run
  const suite = basename(file, '.json');
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(text);
  counts.passed += numPassedTests;
  counts.failed += numFailedTests;
  for (const { name, status, message, assertionResults } of testResults) {
    const path = relative(process.cwd(), name);
    for (const [title, tests] of Map.groupBy(assertionResults, ({ fullName }) => fullName)) {
      for (const [index, test] of tests.entries()) {
        const id = `${path} ${title} ${index}`;
        seen.add(id);
        if (test.status === 'passed' || test.status === 'failed') ran.add(id);
      }
    }
    const failed = assertionResults.filter((test) => test.status === 'failed');
    for (const { fullName, failureMessages } of failed)
      failures.push([`${path} (${suite}): ${fullName}`, failureMessages[0]]);
    if (status !== 'failed' || failed.length > 0) continue;
    // A file that could not be loaded, or whose hooks failed, has no failed test.
    counts.failed += 1;
    failures.push([`${path} (${suite})`, message || 'before or after its tests; the message is above']);
  }
}

const isInformative = (line) => line.trim() !== '' && !/^ {4}at .*node_modules/.test(line);
for (const [title, message = ''] of failures) {
  const lines = message.split('\n').filter(isInformative).slice(0, MESSAGE_LINES);
  console.log(`FAILED ${title}`);
  for (const line of lines) console.log(`    ${line}`);
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${seen.difference(ran).size} skipped`);
