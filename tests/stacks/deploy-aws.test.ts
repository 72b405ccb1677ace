import { execFile } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './synthesis.ts';

/** A process starts within this on a busy machine. */
const BUSY_MS = 30_000;
const SCRIPT = join(import.meta.dirname, '..', '..', 'stacks', 'deploy-aws.ts');
const INVOKE = 'aws lambda invoke --function-name food-delivery-aws-restaurant-migrate';
const PLATFORM = 'cdk deploy FoodDeliveryPlatform -c stage=aws --require-approval never';
const ALL = 'cdk deploy --all -c stage=aws --require-approval never';

test('the schema comes up after what it stands on, and before the services', {
  timeout: BUSY_MS,
}, async () => {
  const { code, calls, output } = await deploy({ aws: answering('None', '{"version":3}') });

  expect(calls).toEqual([PLATFORM, expect.stringContaining(INVOKE), ALL]);
  expect(output).toContain('The schema is at {"version":3}');
  expect(code).toBe(0);
});

test('a migration that fails leaves the services as they are', { timeout: BUSY_MS }, async () => {
  const { code, calls, output } = await deploy({ aws: answering('Unhandled', '{"errorMessage":"no"}') });

  expect(calls).toEqual([PLATFORM, expect.stringContaining(INVOKE)]);
  expect(output).toContain('The schema could not be brought up: {"errorMessage":"no"}');
  expect(code).toBe(2);
});

test('nothing is migrated where the platform could not be deployed', { timeout: BUSY_MS }, async () => {
  const { code, calls, output } = await deploy({ cdk: 'exit 3', aws: 'exit 0' });

  expect(calls).toEqual([PLATFORM]);
  expect(output).toBe("error: 'cdk deploy FoodDeliveryPlatform' failed\n");
  expect(code).toBe(2);
});

test('a missing AWS CLI is named', { timeout: BUSY_MS }, async () => {
  const { code, output } = await deploy({});

  expect(output).toBe("error: 'aws' is not installed: see docs/aws.md\n");
  expect(code).toBe(2);
});

/** Acts as the AWS CLI at an invocation: writes the outcome to stdout, and the answer to the file that is named last. */
const answering = (outcome: string, answer: string) =>
  `for file; do :; done; printf '%s' '${answer}' > "$file"; echo ${outcome}`;

/** Runs the script beside commands that only write down how they were called. */
async function deploy({ cdk = 'exit 0', aws }: { cdk?: string; aws?: string }) {
  const folder = temporaryFolder();
  const record = join(folder, 'calls');
  for (const [name, body] of Object.entries({ cdk, aws })) {
    if (body === undefined) continue;
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\necho ${name} "$@" >> '${record}'\n${body}\n`);
    chmodSync(file, 0o755);
  }
  const { code, output } = await new Promise<{ code: number; output: string }>((resolve) => {
    execFile(
      process.execPath,
      [SCRIPT, '--require-approval', 'never'],
      { env: { PATH: folder } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
  const calls = existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n') : [];
  return { code, calls, output };
}
