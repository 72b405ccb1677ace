import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { alertChecks } from '../verdict/alert-checks.ts';
import { type Firing, openAlertSource, stretchesOf } from './prometheus.ts';
import { reportedAlerts } from './reported-alerts.ts';

const FAULT_S = 10;
const TRUTH = {
  fire: [
    { name: 'OrdersFail', withinSeconds: 100 },
    { name: 'SlowRequests', withinSeconds: 900 },
  ],
  quiet: ['DeadLetters'],
};
/** The alerts of a run of 200 s that began at 0. */
const alertsWith = (...firings: (readonly [name: string, fromS: number])[]) =>
  reportedAlerts(TRUTH, {
    startedAtMs: 0,
    faultS: FAULT_S,
    watched: {
      untilMs: 200_000,
      firings: firings.map(([name, fromS]): Firing => ({ name, fromMs: fromS * 1_000, toMs: 200_000 })),
    },
  });
const checked = (...firings: Parameters<typeof alertsWith>) =>
  alertChecks(alertsWith(...firings), { faultS: FAULT_S, untilS: 200 }).map(
    ({ name, holds }) => `${name}: ${holds}`,
  );

test.each([
  ['in time', [['OrdersFail', 60]], ['alert OrdersFail: true', 'alert DeadLetters: true']],
  ['too late', [['OrdersFail', 111]], ['alert OrdersFail: false', 'alert DeadLetters: true']],
  ['never', [], ['alert OrdersFail: false', 'alert DeadLetters: true']],
  [
    'beside one that must be quiet',
    [
      ['OrdersFail', 60],
      ['DeadLetters', 70],
    ],
    ['alert OrdersFail: true', 'alert DeadLetters: false'],
  ],
  [
    'before the fault: not judged',
    [
      ['OrdersFail', 3],
      ['DeadLetters', 0],
      ['OrdersFail', 60],
    ],
    [],
  ],
] as const)('an alert that must fire fires %s', (_, firings, expected) => {
  expect(checked(...firings)).toEqual(expected);
});

test('an alert that nobody named is reported and not judged', () => {
  expect(alertsWith(['TelemetryLost', 50]).at(-1)).toEqual({
    name: 'TelemetryLost',
    expected: 'any',
    within_s: null,
    fired_s: 50,
    fired_before: false,
  });
});

test('without a Prometheus nothing is said to have been quiet', () => {
  const alerts = reportedAlerts(TRUTH, { startedAtMs: 0, faultS: FAULT_S, watched: undefined });

  expect(alerts.map(({ name, fired_s }) => [name, fired_s])).toEqual([
    ['OrdersFail', null],
    ['SlowRequests', null],
    ['DeadLetters', null],
  ]);
});

test('instants without a gap are one stretch', () => {
  expect(stretchesOf([1_000, 2_000, 3_000, 9_000], 1_000)).toEqual([
    { fromMs: 1_000, toMs: 3_000 },
    { fromMs: 9_000, toMs: 9_000 },
  ]);
});

async function answering(
  body: string,
): Promise<{ readonly url: URL; readonly asked: (string | undefined)[] }> {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ url, headers }, response) => {
    asked.push(url, headers.authorization);
    response.end(body);
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), asked };
}

test.each([
  ['<html>', 'it answers 200, and not as Prometheus does'],
  ['{"status":"error","error":"too many samples"}', 'too many samples'],
])('the answer %s is refused in a sentence', async (body, reason) => {
  const { url } = await answering(body);

  await expect(openAlertSource(url)).rejects.toThrow(
    `--prometheus: no Prometheus answers at http://${url.host} (${reason})`,
  );
});

test('where nothing listens, the sentence has the reason', async () => {
  await expect(openAlertSource(new URL('http://127.0.0.1:1'))).rejects.toThrow(
    /at http:\/\/127.0.0.1:1 \(.+\)$/,
  );
});

test('a path before the API and a password are used, and the password is not shown', async () => {
  const { url, asked } = await answering('{"status":"success","data":{"resultType":"matrix","result":[]}}');
  const source = await openAlertSource(new URL(`http://me:s3cret@${url.host}/prometheus/`));

  expect(source.url).toBe(`http://${url.host}/prometheus`);
  expect(asked[0]).toMatch(/^\/prometheus\/api\/v1\/query_range\?query=ALERTS/);
  expect(asked[1]).toBe(`Basic ${Buffer.from('me:s3cret').toString('base64')}`);
});
