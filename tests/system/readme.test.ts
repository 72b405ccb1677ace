import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { createApi, send } from '#tests/support/api/client';
import { shellLines } from '#tests/support/markdown/shell-lines';
import { readText } from '#tests/support/source-files';

const { urls, setStock, stockOf, calm } = createApi(inject('urls'));
const lines = shellLines(readText('README.md'));
const ADDRESSES = {
  'localhost:8001': urls.user,
  'localhost:8002': urls.restaurant,
  'localhost:8003': urls.order,
};

/** Lines that need more than a running system, and what they need. All others run here, one after the other. */
const ELSEWHERE = [
  { line: 'npm ci && npm start', needs: 'a terminal of its own; every test of the engine starts it' },
  { line: /^AWS_ACCESS_KEY_ID=x /, needs: 'the AWS command line: tests/engine/printed-aws-lines.test.ts' },
  { line: 'docker compose -f infra/docker-compose.yml up -d', needs: 'Docker' },
  { line: 'npm run stop', needs: 'an engine that the test may stop: local/cli/stop.test.ts' },
  {
    line: 'OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 npm start',
    needs: 'a terminal of its own, and Docker',
  },
  { line: 'docker compose -f infra/docker-compose.yml down', needs: 'Docker' },
];
const isElsewhere = (line: string): boolean =>
  ELSEWHERE.some((each) => (typeof each.line === 'string' ? each.line === line : each.line.test(line)));
const pasted = lines.filter((line) => !isElsewhere(line));

const pointed = (line: string): string =>
  Object.entries(ADDRESSES).reduce(
    (text, [printed, url]) => text.replaceAll(printed, new URL(url).host),
    // A unique name, since the system under test may have the README's already.
    line.replaceAll('hong', `hong-${process.pid}`),
  );

/** Runs the lines in one shell, and returns what each of them printed. */
async function paste(): Promise<Map<string, string>> {
  const end = '--- end of a line ---';
  const script = pasted.map((line) => `${pointed(line)}\nprintf '%s' '${end}'`).join('\n');
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script]);
  const outputs = stdout.split(end);
  return new Map(pasted.map((line, i) => [line, outputs[i] ?? '']));
}

test('every line is pasted, or is named with what it needs', () => {
  expect(lines.filter(isElsewhere)).toHaveLength(ELSEWHERE.length);
  expect(pasted.length).toBeGreaterThanOrEqual(15);
});

test('no line ends with a comment, which zsh passes on as words', () => {
  expect(lines.filter((line) => / #/.test(line))).toEqual([]);
});

test('every line works as printed, one after the other', { tags: 'curl' }, async () => {
  await setStock(1, 100);

  const outputs = await paste();
  const rules = await Promise.all(
    [urls.user, urls.restaurant, urls.order].map(async (url) => (await send('GET', `${url}/chaos`)).body),
  );
  await calm();

  const output = [...outputs.values()].join('');
  expect(output).toContain('"status":"confirmed"');
  expect(output).toMatch(/"next_cursor":null}\n/);
  expect(output).toContain('Order cancelled successfully');
  expect(output).toContain('x-cache: hit');
  expect(output).toContain('Payment failure rate set to 30%');
  expect(output).toContain('Inventory update delay set to 3000ms');
  expect(output).toContain('Delay set to 1500ms');
  expect(output).toContain('Error injection set to: True');
  expect(output).toContain('"id":"payment_fail"');
  expect(rules).toEqual(Array(3).fill({ enabled: true, rules: [], invalid: [] }));
  expect(await stockOf(1)).toBe(100);
  // An answer without a newline would stand before the prompt.
  for (const [line, text] of outputs) expect(text, line).toMatch(/^$|\n$/);
});
