import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { BACKEND_NAMES, BACKENDS } from '#local/services/backends';
import { send } from '#tests/support/api/client';
import { readText } from '#tests/support/source-files';
import { sharedEngine } from './own-engine.ts';

const engineOf = sharedEngine();
/** A user who has never configured the AWS command line, on a machine that is none of AWS. */
const NEW_USER = { PATH: process.env.PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true' };

const run = async (line: string) =>
  (await promisify(execFile)('bash', ['-ec', line], { env: NEW_USER })).stdout;

test('the aws lines of the start screen work as printed', { tags: 'aws-cli' }, async () => {
  const { backends } = engineOf();
  const lines = BACKEND_NAMES.map((name) => BACKENDS[name].hint(backends[name], '.local')).filter((line) =>
    line.includes('aws '),
  );
  expect(lines).toHaveLength(3);

  const outputs = await Promise.all(lines.map(run));

  expect(outputs.join()).toContain('food-delivery-local-recovery');
  expect(outputs.join()).toContain('food-delivery-local-orders');
  expect(outputs.join()).toContain('/food-delivery/local/chaos/order');
});

test('the aws line of the README turns a fault on as printed', { tags: ['aws-cli'] }, async () => {
  const { urls } = engineOf();
  const [line = ''] = /^.*aws [^\n]*\\\n[^\n]*/m.exec(readText('README.md')) ?? [];

  await run(line.replace('http://localhost:8004', urls.engine));

  expect((await send('GET', `${urls.order}/chaos`)).body.rules).toMatchObject([{ fail_percent: 30 }]);
});
