import { expect, inject, test } from 'vitest';
import { createApi, send } from '#tests/support/api/client';
import { ELSEWHERE, isElsewhere, pastedLines } from '#tests/support/markdown/readme-lines';
import { shellLines } from '#tests/support/markdown/shell-lines';
import { paste } from '#tests/support/programs/paste';
import { readText } from '#tests/support/source-files';

const { urls, setStock, stockOf, calm } = createApi(inject('urls'));
const lines = shellLines(readText('README.md'));
const pasted = pastedLines('README.md');
const ADDRESSES = {
  'localhost:8001': urls.user,
  'localhost:8002': urls.restaurant,
  'localhost:8003': urls.order,
};

const pointed = (line: string): string =>
  Object.entries(ADDRESSES).reduce(
    (text, [printed, url]) => text.replaceAll(printed, new URL(url).host),
    // A unique name, since the system under test may have the README's already.
    line.replaceAll('hong', `hong-${process.pid}`),
  );

test('every line is pasted, or is named with what it needs', () => {
  expect(lines.filter(isElsewhere)).toHaveLength(ELSEWHERE.length);
  expect(pasted.length).toBeGreaterThanOrEqual(15);
});

test('no line ends with a comment, which zsh passes on as words', () => {
  expect(lines.filter((line) => / #/.test(line))).toEqual([]);
});

test('every line works as printed, one after the other', { tags: 'curl' }, async () => {
  await setStock(1, 100);

  const services = { USER_URL: urls.user, RESTAURANT_URL: urls.restaurant, ORDER_URL: urls.order };
  const outputs = await paste(pasted.map(pointed), { env: { ...process.env, ...services } });
  const rules = await Promise.all(
    [urls.user, urls.restaurant, urls.order].map(async (url) => (await send('GET', `${url}/chaos`)).body),
  );
  await calm();

  const output = outputs.map((each) => each.output).join('');
  expect(output).toContain('"status":"confirmed"');
  expect(output).toMatch(/"next_cursor":null}\n/);
  expect(output).toContain('Order cancelled successfully');
  expect(output).toContain('x-cache: hit');
  expect(output).toContain('Payment failure rate set to 30%');
  expect(output).toContain('Inventory update delay set to 3000ms');
  expect(output).toContain('Delay set to 1500ms');
  expect(output).toContain('Error injection set to: True');
  expect(output).toContain('"id":"payment_fail"');
  expect(output).toContain('payments-charge-exception  exception after order.payments.charge');
  expect(output).toContain('slow-redis-1  slow before order.*');
  expect(output).toContain('no fault is on');
  expect(rules).toEqual(Array(3).fill({ enabled: true, rules: [], invalid: [] }));
  expect(await stockOf(1)).toBe(100);
  // An answer without a newline would stand before the prompt.
  for (const each of outputs) expect(each.output, each.line).toMatch(/^$|\n$/);
});
