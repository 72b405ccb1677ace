import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordKind, RecordsBody } from '#shared/console/records';
import { runScript } from '#tests/support/programs/run-script';
import { type JudgedEngine, startJudgedEngine } from './judged-engine.ts';

let judged: JudgedEngine;
beforeAll(async () => {
  judged = await startJudgedEngine({});
});
afterAll(() => judged[Symbol.asyncDispose]());

const records = async <Kind extends RecordKind>(kind: Kind, ...options: string[]) => {
  const { exitCode, stdout, stderr } = await runScript(
    'tools/records/main.ts',
    [kind, '--json', ...options],
    judged.environment,
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).not.toMatch(/hash|argon|token|attempt/i);
  return JSON.parse(stdout) as RecordsBody<Kind>;
};
const idsIn = ({ records: found }: { readonly records: readonly { readonly id: number }[] }) =>
  found.map(({ id }) => id);

test('users and orders are listed newest first, in pages, and found by an id or a name', {
  timeout: 120_000,
}, async () => {
  const [buyer, other] = [await judged.api.newUser(), await judged.api.newUser()];
  const placed: number[] = [];
  for (const user of [other, buyer, other])
    placed.unshift((await judged.api.order(user, [{ menu_id: 2, quantity: 1 }])).body.id);
  const [last = 0, middle = 0, first = 0] = placed;

  const page = await records('orders', '--limit=2');
  expect(page).toMatchObject({
    records: [
      { id: last, user_id: other.id, state: 'confirmed', payment_status: 'completed' },
      { id: middle },
    ],
    has_more: true,
  });
  expect(idsIn(await records('orders', `--before=${middle}`))[0]).toBe(first);
  expect(idsIn(await records('orders', `--find=${other.id}`))).toEqual([last, first]);
  expect(idsIn(await records('orders', `--find=${other.username.toUpperCase()}`))).toEqual([last, first]);
  expect(await records('orders', `--find=${middle}`)).toMatchObject({
    records: [{ id: middle }],
    has_more: false,
  });
  expect(await records('orders', `--find=${other.id}`, '--limit=1')).toMatchObject({
    records: [{ id: last }],
    has_more: true,
  });
  expect(await records('orders', `--find=${other.id}`, `--before=${last}`)).toMatchObject({
    records: [{ id: first, user_id: other.id, state: 'confirmed' }],
    has_more: false,
  });
  expect(await records('orders', `--find=${middle}`, `--before=${middle}`)).toEqual({
    records: [],
    has_more: false,
  });

  expect(await records('users', `--find=${other.username}`)).toEqual({
    records: [
      { id: other.id, username: other.username, email: expect.any(String), created_at: expect.any(String) },
    ],
    has_more: false,
  });
  expect(idsIn(await records('users', '--limit=1'))).toEqual([other.id]);
  expect(idsIn(await records('users', '--find=-json'))).toEqual([]);
});
