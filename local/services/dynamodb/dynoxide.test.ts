import { expect, test } from 'vitest';
import { callWith } from '#tests/support/engine/page-calls';
import { SCAN, SCAN_BODY, startTableBench } from '#tests/support/engine/table-bench';

test('functions reach the store itself where no browser goes', { tags: ['dynoxide'] }, async () => {
  await using tables = await startTableBench('dynoxide');
  const { hostname, port } = new URL(tables.service.functionsUrl ?? '');

  expect(hostname).toMatch(/^127\.(?!0\.)/);
  // Node's fetch follows the same standard as browsers
  await expect(fetch(`${tables.service.functionsUrl}`)).rejects.toHaveProperty('cause.message', 'bad port');
  expect((await callWith(`http://${hostname}:${port}`, SCAN, { body: SCAN_BODY })).status).toBe(200);
});
