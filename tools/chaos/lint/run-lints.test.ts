import { expect, test } from 'vitest';
import { ACCEPTED, reasonFor } from './accepted.ts';
import { LINTS } from './all.ts';
import { DYNAMO, orderTrace } from './lint-for-test.ts';
import { linesOfFindings } from './lint-lines.ts';
import { repeatedCall } from './repeated-call.ts';
import { runLints } from './run-lints.ts';

const charge = { name: 'charge', attributes: DYNAMO('PutItem', 'payments'), given: 7 };
const TWICE = orderTrace([charge, charge]);
const accepting = (members: object) => [
  { lint: 'repeated-call', service: 'order', spans: ['ch*'], reason: 'it is meant to be', ...members },
];

test('what is accepted is no finding, and its reason is printed on demand', () => {
  const findings = runLints([TWICE], [repeatedCall], accepting({}));

  expect(linesOfFindings(findings, { showAccepted: false, traces: 1 })).toEqual([
    '0 findings in the last 1 trace, and 1 accepted by design (--accepted prints them)',
  ]);
  expect(linesOfFindings(findings, { showAccepted: true, traces: 1 })).toEqual([
    `repeated-call  order POST /orders: "charge": called 2 times with equal arguments; 1 of 1 trace, such as ${TWICE.traceId}; accepted: it is meant to be`,
    '0 findings in the last 1 trace, and 1 accepted by design',
  ]);
});

test.each([{ lint: 'after-answer' }, { service: 'user' }, { spans: ['ch*', '*'] }, { spans: ['refund'] }])(
  'what is accepted elsewhere is a finding: %j',
  (members) => {
    const findings = runLints([TWICE], [repeatedCall], accepting(members));

    expect(linesOfFindings(findings, { showAccepted: false, traces: 1 })).toEqual([
      `repeated-call  order POST /orders: "charge": called 2 times with equal arguments; 1 of 1 trace, such as ${TWICE.traceId}; ${repeatedCall.why}`,
      '1 finding in the last 1 trace',
    ]);
  },
);

test('a request whose own span has not arrived is left out', () => {
  const [, ...calls] = TWICE.spans;

  expect(runLints([{ ...TWICE, spans: calls }], LINTS, [])).toEqual([]);
});

test('each entry of what is accepted names a lint, and none hides behind one before it', () => {
  const names = LINTS.map(({ name }) => name);

  expect(ACCEPTED.filter(({ lint }) => !names.includes(lint))).toEqual([]);
  expect(ACCEPTED.filter((entry) => reasonFor(entry, ACCEPTED) !== entry.reason)).toEqual([]);
});
