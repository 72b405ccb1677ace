import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TIMING } from '#functions/order/domain/timing';
import { readDeadLetters } from '#oracle/stores/queues';
import { inParallel } from '#shared/in-parallel';
import type { TestUser } from '#tests/support/api/client';
import { runScript } from '#tests/support/programs/run-script';
import { redrive } from '#tools/redrive-letters';
import { corruptionOf } from './corruption.ts';
import { type JudgedEngine, startJudgedEngine } from './judged-engine.ts';

let judged: JudgedEngine;
let buyer: TestUser;
let plant: ReturnType<typeof corruptionOf>;

beforeAll(async () => {
  // Recovery receives only the messages of the test itself.
  judged = await startJudgedEngine({ RECOVERY_DELAY_MS: '900000', CANCEL_RECOVERY_DELAY_MS: '900000' });
  buyer = await judged.api.newUser();
  plant = corruptionOf(judged.stores);
});
afterAll(() => judged[Symbol.asyncDispose]());

const run = (script: string, ...args: string[]) => runScript(`tools/${script}.ts`, args, judged.environment);
const letters = () => readDeadLetters(judged.stores);
/** Texts of the dead letters, sorted, because SQS does not promise an order. */
const letterTexts = async () => (await letters()).map(({ reason, text }) => `${reason}: ${text}`).sort();

async function recover(text: string): Promise<void> {
  const { sqs, settings } = judged.stores;
  await sqs.send(new SendMessageCommand({ QueueUrl: settings.RECOVERY_QUEUE_URL, MessageBody: text }));
}
async function pendingOrder(): Promise<number> {
  const { body } = await judged.api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
  await plant.setOrder(body.id, {
    status: 'pending',
    payment_status: 'pending',
    outcome: undefined,
    decided_at: undefined,
    decided_by: undefined,
    deadline: Date.now() - 1_000,
  });
  return body.id;
}
const statusOf = async (orderId: number) => (await judged.api.getOrder(orderId)).body?.status;

describe('redrive', () => {
  test('a poison message ends as a dead letter with its reason, and is brought back', async () => {
    await recover('poison');
    await expect.poll(letterTexts).toEqual(['malformed: poison']);
    const [before] = await letters();

    const { exitCode, stdout } = await run('redrive');

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^1 of 1 dead letter moved to the recovery queue:\n {2}malformed, .*: poison\n/);
    expect(stdout).toContain('1 dead letter malformed: recovery moves them to the dead-letter queue again');
    // It was received again, and moved to the dead-letter queue again.
    await expect.poll(letterTexts).toEqual(['malformed: poison']);
    expect((await letters())[0]?.messageId).not.toBe(before?.messageId);
    expect((await letters())[0]?.requestId).toBe(before?.requestId);
  });

  test('a dry run lists what there is and changes nothing', async () => {
    const before = await letters();

    const { stdout } = await run('redrive', '--dry-run');

    const [letter] = before;
    expect(stdout).toContain('1 dead letter; nothing was changed:');
    expect(stdout).toContain(`malformed, request_id ${letter?.requestId}, received 1 times: poison`);
    expect((await letters()).map(({ messageId }) => messageId)).toEqual([letter?.messageId]);
  });

  test('what is over age goes straight back, unless its age is reset; other reasons stay', async () => {
    const orderId = await pendingOrder();
    const old = JSON.stringify({ order_id: orderId, since: Date.now() - 2 * TIMING.maxMessageAgeMs });
    await recover(old);
    const both = ['malformed: poison', `over_age: ${old}`];
    await expect.poll(letterTexts).toEqual(both);

    const again = await run('redrive', '--reason', 'over_age');
    expect(again.stdout).toContain('1 of 1 dead letter of reason over_age moved to the recovery queue:');
    expect(again.stdout).toContain('(1 dead letter with other reasons not moved)');
    expect(again.stdout).toContain('unless --fresh resets their age');
    await expect.poll(letterTexts).toEqual(both);
    expect(await statusOf(orderId)).toBe('pending');

    const fresh = await run('redrive', '--reason', 'over_age', '--fresh');
    expect(fresh.stdout).toContain('with --fresh their age begins now');
    await expect.poll(() => statusOf(orderId)).toBe('failed');
    expect(await letterTexts()).toEqual(['malformed: poison']);
  });

  test('a letter that cannot be sent stays', async () => {
    const elsewhere = {
      ...judged.stores,
      settings: {
        ...judged.stores.settings,
        RECOVERY_QUEUE_URL: `${judged.stores.settings.RECOVERY_QUEUE_URL}-missing`,
      },
    };

    const { moved, failure } = await redrive(elsewhere, { dryRun: false, fresh: false });

    expect(moved).toBe(0);
    expect(String(failure)).toContain('queue');
    expect(await letterTexts()).toEqual(['malformed: poison']);
  });

  test('without dead letters of that reason there is nothing to do', async () => {
    const { exitCode, stdout } = await run('redrive', '--reason', 'handler_failed');

    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      'No dead letters of reason handler_failed. (1 dead letter with other reasons not moved)\n',
    );
  });

  test.each([
    [['--reason', 'bad'], '--reason is "bad", allowed: malformed, over_age, handler_failed'],
    [['--now'], 'there is no option --now, allowed: --reason REASON, --dry-run'],
  ])('%j is refused in one sentence', async (args, sentence) => {
    const { exitCode, stderr } = await run('redrive', ...args);

    expect(exitCode).toBe(2);
    expect(stderr).toContain(sentence);
  });
});

describe('restock', () => {
  test('sets the stock of every menu while orders go on, and no portion is lost', async () => {
    const orders = inParallel(4, 24, () => judged.api.order(buyer, [{ menu_id: 2, quantity: 1 }]));
    const { exitCode, stdout, stderr } = await run('restock', '--stock', '500');
    const answers = await orders;

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.trim().split('\n')[5]).toBe('menu 6 그릭 샐러드: 80 -> 500 portions');
    expect(answers.map(({ status }) => status)).toEqual(Array(24).fill(201));
    expect(await judged.api.stockOf(2)).toBeGreaterThanOrEqual(500 - 24);
    expect(await judged.api.stockOf(2)).toBeLessThanOrEqual(500);
    for (const id of [1, 2, 3, 4, 5, 6]) expect(await judged.brokenBy(`menu ${id}`)).toEqual([]);
  });

  test('sets that of one menu, up or down, by as many changes as it takes', async () => {
    await judged.api.setStock(3, 1_000_000);
    await judged.api.setStock(3, 2_000_000);

    const { stdout } = await run('restock', '--menu', '3', '--stock', '50');

    expect(stdout).toBe('menu 3 페퍼로니 피자: 2000000 -> 50 portions\n');
    expect(await judged.api.stockOf(3)).toBe(50);
    expect(await judged.api.stockOf(4)).toBe(500);
    expect(await judged.brokenBy('menu 3')).toEqual([]);
  });

  test('refuses a menu that there is not', async () => {
    const { exitCode, stderr } = await run('restock', '--menu', '7');

    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'error: --menu is "7", allowed: 1, 2, 3, 4, 5, 6\n',
    });
  });
});

describe('trace-order', () => {
  test('reports what happened to a cancelled order, in its order, from every store', async () => {
    const { body } = await judged.api.order(buyer, [{ menu_id: 5, quantity: 2 }]);
    await judged.api.cancel(body.id);
    await judged.api.getOrder(body.id);
    await recover(JSON.stringify({ order_id: body.id, since: Date.now() - 2 * TIMING.maxMessageAgeMs }));
    await expect.poll(async () => (await letters()).length).toBe(2);

    const { exitCode, stdout } = await run('trace-order', String(body.id));

    expect(exitCode).toBe(0);
    const lines = stdout.split('\n');
    expect(lines.slice(0, 2)).toEqual([
      `Order ${body.id} of user ${buyer.id}, placed ${body.created_at}: 2 x 시저 샐러드`,
      'cancelled, payment refunded',
    ]);
    const events = lines.filter((line) => / [+-]\d+\.\d{3} s {2}/.test(line)).map((line) => line.trim());
    expect(events).toEqual([
      expect.stringMatching(/^\+0\.000 s {2}orders +placed as pending by attempt /),
      expect.stringMatching(/stock +reserved 2 x menu 5 at 12000 won$/),
      expect.stringMatching(/payments +charge: charged 24000 won$/),
      expect.stringMatching(/orders +decided: confirmed by attempt /),
      expect.stringMatching(/orders +cancelled by attempt /),
      expect.stringMatching(/stock +released 2 x menu 5$/),
      expect.stringMatching(/payments +refund: refunded 24000 won$/),
      expect.stringMatching(/orders +at rest: cancelled, payment refunded$/),
      expect.stringMatching(
        /dead letters +moved to the dead-letter queue \(over_age\) after 1 receives, request /,
      ),
    ]);
    expect(stdout).toMatch(/^Cache: a copy, as the store has it, for another \d+ s\.$/m);
  });

  test('reports the same as JSON', async () => {
    const { body } = await judged.api.order(buyer, [{ menu_id: 5, quantity: 900 }]);

    const { stdout } = await run('trace-order', String(body.order_id), '--json');
    const { stdout: text } = await run('trace-order', String(body.order_id));

    expect(text).toContain('\nfailed: out_of_stock, payment failed\n');
    expect(JSON.parse(stdout)).toMatchObject({
      order_id: body.order_id,
      status: 'failed',
      outcome: 'out_of_stock',
      events: [
        { store: 'orders', after_ms: 0, kind: 'placed' },
        {
          store: 'stock',
          kind: 'refused',
          about: 'out_of_stock: 900 x menu 5',
          what: 'refused (out_of_stock): 900 x menu 5',
        },
        { store: 'orders', what: expect.stringMatching(/^decided: out_of_stock by attempt /) },
      ],
      cache: null,
    });
  });

  test('reports a tombstone and a copy that is wrong', async () => {
    await plant.putItem({ pk: 'order#41', order_id: 41, status: 'void' });
    await plant.setCopy('order:41', { id: 41 });

    const { stdout } = await run('trace-order', '41');

    expect(stdout).toContain('Order 41: a tombstone; this order must never come to be');
    expect(stdout).toContain('Cache: a copy, NOT as the store has it, for another');
  });

  test.each([
    [['40'], 1, 'no store holds order 40'],
    [['forty'], 2, 'order id is "forty", allowed: a whole number from 0'],
    [[], 2, 'order id is missing, allowed: a whole number from 0'],
  ])('%j is answered with one sentence', async (args, expected, sentence) => {
    const { exitCode, stdout, stderr } = await run('trace-order', ...args);

    expect([exitCode, stdout]).toEqual([expected, '']);
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(sentence)]);
  });
});
