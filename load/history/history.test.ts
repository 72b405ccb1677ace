import { appendFileSync, mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Attempt } from './attempt.ts';
import { HistoryWriter } from './history-writer.ts';
import { readHistory } from './read-history.ts';

const attempt = (number: number): Attempt => ({
  kind: 'order',
  journey: 'order',
  user_id: 7,
  request_id: `load-x-${number}`,
  trace_id: '0'.repeat(32),
  due_at_ms: 1.5,
  sent_at_ms: null,
  ended_at_ms: 3,
  outcome: 'no answer: refused',
  status: null,
  code: null,
  idempotency_key: null,
  items: [{ menu_id: 1, quantity: 1 }],
  order_id: null,
  acknowledged: null,
});
const COUNT = 1_000;

function written() {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'food-delivery-'));
  const file = join(folder.path, 'history.jsonl');
  const writer = new HistoryWriter(file);
  for (let i = 0; i < COUNT; i++) writer.write(attempt(i));
  writer.close();
  return { file, [Symbol.dispose]: () => folder.remove() };
}

async function attemptsIn(file: string): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  for await (const each of readHistory(file)) attempts.push(each);
  return attempts;
}

test('what was written is read', async () => {
  using history = written();

  expect(await attemptsIn(history.file)).toEqual(Array.from({ length: COUNT }, (_, i) => attempt(i)));
});

test('half a line at the end is that of a killed generator', async () => {
  using history = written();
  appendFileSync(history.file, '{"kind":"order","jour');

  expect((await attemptsIn(history.file)).length).toBe(COUNT);
});

test('any other line that is no attempt is an error', async () => {
  using history = written();
  appendFileSync(history.file, '{"kind":"other"}\n{}\n');

  await expect(attemptsIn(history.file)).rejects.toThrow(
    `line ${COUNT + 1} of ${history.file} is no attempt of a load`,
  );
});

test('a file that cannot be written is one sentence', () => {
  expect(() => new HistoryWriter('/no/folder/history.jsonl')).toThrow(
    /^\/no\/folder\/history\.jsonl cannot be written \(ENOENT: .*\)$/,
  );
});
