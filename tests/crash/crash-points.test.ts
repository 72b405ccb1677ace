import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeAnswer, outcomeOf } from '#lab/outcomes';
import { objections, settledVerdict } from '#lab/settle';
import type { Snapshot } from '#oracle/snapshot';
import type { Verdict } from '#oracle/verdict';
import { inParallel } from '#shared/in-parallel';
import type { TestUser } from '#tests/support/api/client';
import { CaseBook } from './cases.ts';
import { type CrashEngine, startCrashEngine } from './crash-engine.ts';
import { FAULTS, hasReached, nameOf, planWalk, problemsOf, type Run, runAgain } from './runs.ts';
import { type Cell, markdownTable } from './table.ts';
import { idempotencyKeyOf, WALKS } from './walks.ts';
import { writeSection } from './write-section.ts';

const AT_ONCE = 16;
/** More than one: on a busy machine another call may time out before the point, and then another order is tried. */
const TRIES = 3;

let crash: CrashEngine;
let buyer: TestUser;
let snapshot: Snapshot;
const cases = new CaseBook();
const runs: Run[] = [];

beforeAll(async () => {
  crash = await startCrashEngine({ maxConcurrency: 12 });
  crash.faultOf = cases.faultOf;
  buyer = await crash.api.newUser();
  await crash.api.setStock(1, 10_000);
});
afterAll(() => crash?.[Symbol.asyncDispose]());

async function walkAll(planned: readonly Run[]): Promise<void> {
  runs.push(...planned);
  for (const { crashCase } of planned) cases.add(crashCase);
  await inParallel(AT_ONCE, planned.length, async (i) => {
    const run = planned[i];
    if (run) run.answer = await run.walk.run({ api: crash.api, buyer, crashCase: run.crashCase });
  });
}

async function walkInTurn(planned: readonly Run[]): Promise<void> {
  const declined = planned.filter(({ walk }) => walk.declined);
  if (declined.length > 0) {
    await crash.api.chaos('order', 'payment_fail', { fail_percent: 100 });
    await walkAll(declined);
    await crash.api.chaos('order', 'payment_fail', { fail_percent: 0 });
  }
  await walkAll(planned.filter(({ walk }) => !walk.declined));
}

test('every order ends well, wherever the function that works on it is stopped', async () => {
  let planned = WALKS.flatMap(planWalk);
  let recovered: Verdict | undefined;
  for (let tries = 0; tries < TRIES && planned.length > 0; tries++) {
    await walkInTurn(planned);
    recovered = await settledVerdict(crash.stores);
    planned = planned.filter((run) => !hasReached(run)).map(runAgain);
  }
  const late = await crash.deliverLate();
  const verdict = await settledVerdict(crash.stores);

  ({ snapshot } = verdict);
  const cells = runs.filter(hasReached).flatMap(cellsOf);
  const table = markdownTable(cells, FAULTS);
  console.log(`${table}\n\n${runs.length} orders, ${late} requests delivered late`);
  await writeSection('crash-points', table);

  expect.soft(planned.map(nameOf), 'points that were not reached').toEqual([]);
  expect.soft(runs.flatMap((run) => problemsOf(run, outcomeOf(run.crashCase.orderId, snapshot)))).toEqual([]);
  expect.soft(recovered && objections(recovered), 'before what is late arrives').toEqual({});
  expect.soft(objections(verdict)).toEqual({});
  expect(late).toBeGreaterThan(WALKS.length);
});

function cellsOf({ walk, point, fault, answer, crashCase }: Run): Cell[] {
  if (!point || !fault) return [];
  const end = outcomeOf(crashCase.orderId, snapshot).status;
  return [{ walk: walk.name, point, fault, answer: answer ? describeAnswer(answer) : '', end }];
}

test.each(WALKS)('$name waits for something outside at these points and no others', (walk) => {
  const dry = runs.findLast((run) => run.walk === walk && run.fault === undefined);

  expect(dry?.crashCase.pointsOf(walk.function).toSorted()).toEqual(walk.points.toSorted());
});

test('a reader of a cancelled order sees what the store says', async () => {
  const cancels = runs.filter(({ walk, answer }) => walk.name === 'cancel-order' && answer);
  expect(cancels.length).toBeGreaterThan(FAULTS.length);
  for (const { crashCase } of cancels) {
    const { body } = await crash.api.getOrder(crashCase.orderId ?? 0);
    expect(body.status).toBe(outcomeOf(crashCase.orderId, snapshot).status);
  }
});

test('a repeated call with the same key gets the order that came of it', async () => {
  const keyed = runs.filter(({ walk }) => walk.name === 'place-order with a key');
  expect(keyed.length).toBeGreaterThan(FAULTS.length);
  await inParallel(4, keyed.length, async (i) => {
    const { crashCase } = keyed[i] as Run;
    const { orderId } = crashCase;
    const { status } = outcomeOf(crashCase.orderId, snapshot);
    const key = { 'idempotency-key': idempotencyKeyOf(crashCase) };
    const { body } = await crash.api.order(buyer, [{ menu_id: 1, quantity: 1 }], key);

    if (status === 'no order' || status === 'void') expect(body.status).toBe('confirmed');
    else expect(body.id ?? body.order_id).toBe(orderId);
  });
});
