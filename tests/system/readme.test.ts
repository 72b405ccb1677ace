import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { createApi, send } from '#tests/support/api/client';

const { urls, setStock, calm } = createApi(inject('urls'));
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const ADDRESSES = {
  'localhost:8001': urls.user,
  'localhost:8002': urls.restaurant,
  'localhost:8003': urls.order,
};

/** The shell lines under a heading, pointed at the system under test. */
function linesUnder(heading: string): string {
  const section = readme.slice(readme.indexOf(`## ${heading}`));
  const [, lines = ''] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
  return Object.entries(ADDRESSES).reduce(
    (text, [printed, url]) => text.replaceAll(printed, new URL(url).host),
    lines,
  );
}

async function run(lines: string): Promise<string> {
  // A unique name, since the system under test may have the README's already.
  const own = lines.replaceAll('hong', `hong-${Date.now()}`);
  return (await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', own])).stdout;
}

test('the first order works as printed', { tags: 'curl' }, async () => {
  await setStock(1, 100);
  const lines = linesUnder('The first order');
  expect(lines.trim().split('\n')).toHaveLength(4);

  const output = await run(lines);

  expect(output).toContain('"status":"confirmed"');
  expect(output.trim()).toMatch(/"next_cursor":null}$/);
});

test('the switches work as printed', { tags: 'curl' }, async () => {
  const output = await run(`TOKEN=none; ${linesUnder('Break it')}`);
  const rules = await Promise.all(
    [urls.user, urls.restaurant, urls.order].map(async (url) => (await send('GET', `${url}/chaos`)).body),
  );
  await calm();

  expect(output).toContain('Payment failure rate set to 30%');
  expect(output).toContain('Inventory update delay set to 3000ms');
  expect(output).toContain('Delay set to 1500ms');
  expect(output).toContain('Error injection set to: True');
  expect(output).toContain('"id":"payment_fail"');
  expect(rules).toEqual(Array(3).fill({ enabled: true, rules: [], invalid: [] }));
});
