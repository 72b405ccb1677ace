import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TIMING } from '#functions/order/domain/timing';
import { DEFAULT_TIMEOUT_SECONDS } from '#shared/http/route';
import { importsOf } from './imports.ts';

const ROOT = join(import.meta.dirname, '../..');
const DOMAIN = 'functions/order/domain/';
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const seconds = (...values: number[]): string => values.map((ms) => `${ms / 1_000} s`).join(' / ');

const minutes = (ms: number): string => `${ms / 60_000} minutes`;
/** The first wait of recovery, and the next, which is twice as long. */
const shortWaits = (ms: number): string => [ms, 2 * ms].map((each) => seconds(each)).join(', ');

test('the numbers in docs/architecture.md are those of the protocol', () => {
  const t = TIMING;
  const document = read('docs/architecture.md');

  for (const row of [
    `| place-order / other routes / recover-order | ${seconds(t.placeOrderMs, DEFAULT_TIMEOUT_SECONDS * 1_000, t.recoverOrderMs)} |`,
    `| call to another service / release within a request / call of recovery | ${seconds(t.forwardCallMs, t.undoMs, t.recoveryCallMs)} |`,
    `| no new step forward with less than | ${seconds(t.forwardStepMs)} left |`,
    `| first recovery message / of a cancellation / visibility of the queue | ${seconds(t.recoveryDelayMs, t.cancelRecoveryDelayMs, t.queueVisibilityMs)} |`,
    `| a pending order is at rest within | ${seconds(t.decidedWithinMs)}, while DynamoDB and SQS answer |`,
  ]) {
    expect(document).toContain(row);
  }
  expect(document).toContain(`to SQS with a delay of ${seconds(t.recoveryDelayMs)},`);
});

test.each([
  [
    'architecture',
    `waiting ${shortWaits(TIMING.shortestRetryMs)}, … up to ${minutes(TIMING.longestRetryMs)}, for a day.`,
  ],
  ['reliability', `no order is pending ${seconds(TIMING.decidedWithinMs)} after its deadline`],
  [
    'reliability',
    `nothing is owed for longer than ${minutes(TIMING.compensatedWithinMs)} (\`--compensation-bound\`): while a dependency is down, recovery waits up to ${minutes(TIMING.longestRetryMs)}`,
  ],
  ['alerts', `recovery retries at least every ${minutes(TIMING.longestRetryMs)}.`],
  ['alerts', `Their recovery starts ${seconds(TIMING.recoveryDelayMs)} later.`],
  ['aws', `delayed ones (${seconds(TIMING.recoveryDelayMs)} × orders/s`],
])('docs/%s.md says %s', (name, sentence) => {
  expect(read(`docs/${name}.md`).replace(/\s+/g, ' ')).toContain(sentence);
});

test('recovery waits for the restaurant service as long as its functions may run', () => {
  expect(TIMING.recoveryCallMs).toBeGreaterThanOrEqual(DEFAULT_TIMEOUT_SECONDS * 1_000);
});

test('the saga is read in at most six files, in the order of CONTRIBUTING.md, and none imports an earlier one', () => {
  const section =
    read('CONTRIBUTING.md').split('## The order protocol in reading order')[1]?.split('\n## ')[0] ?? '';
  const listed = [...section.matchAll(/^\d\. `functions\/order\/domain\/([a-z-]+\.ts)`/gm)].map(
    ([, name]) => `${DOMAIN}${name}`,
  );

  expect(listed[0]).toBe(`${DOMAIN}place-order.ts`);
  expect(listed.length).toBeLessThanOrEqual(6);
  for (const [i, path] of listed.entries()) {
    const imported = importsOf({ path, text: read(path) }).map(({ to }) => to);
    const own = imported.filter((to) => to.startsWith(DOMAIN));
    expect(listed.slice(i + 1)).toEqual(expect.arrayContaining(own));
  }
});
