import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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

test.each([
  [['--profile', 'shop', '--region', 'eu-north-1'], {}, '--profile shop --region eu-north-1'],
  [['--profile=shop', '--region=eu-north-1'], {}, '--profile shop --region eu-north-1'],
  [['--profile', 'shop'], { AWS_REGION: 'eu-west-1' }, '--profile shop --region eu-west-1'],
  [['--region', 'eu-north-1'], { AWS_REGION: 'eu-west-1' }, '--region eu-north-1'],
])(
  '%j with %o choose account and region of every command',
  {
    timeout: BUSY_MS,
  },
  async (options, variables, chosen) => {
    const { calls } = await deploy({ aws: answering('None', '{}') }, { options, variables });

    expect(calls).toEqual([
      `${PLATFORM} ${options.join(' ')}`,
      expect.stringContaining(`aws lambda invoke ${chosen} --function-name`),
      `${ALL} ${options.join(' ')}`,
    ]);
  },
);

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

const HERE = 'http://localhost:8004';
test.each([
  ['AWS_ENDPOINT_URL', { AWS_ENDPOINT_URL: HERE }, '', []],
  ['AWS_ENDPOINT_URL_LAMBDA', { AWS_ENDPOINT_URL_LAMBDA: 'http://[::1]:8004/' }, '', []],
  ['AWS_ENDPOINT_URL_S3', { AWS_ENDPOINT_URL_S3: 'http://127.9.0.1:4566' }, '', []],
  ['AWS_ENDPOINT_URL', { AWS_ENDPOINT_URL: 'http://s3.localhost.:4566' }, '', []],
  ['endpoint_url of the profile default', {}, `[default]\nendpoint_url = ${HERE}`, []],
  ['endpoint_url of the profile mine', { AWS_PROFILE: 'mine' }, `[profile mine]\nendpoint_url=${HERE}`, []],
  ['endpoint_url of the profile mine', {}, `[profile mine]\nendpoint_url=${HERE}`, ['--profile', 'mine']],
  [
    'endpoint_url of the profile default',
    {},
    `[default]\nservices = dev\n[services dev]\nlambda =\n  endpoint_url = ${HERE}`,
    [],
  ],
])(
  '%s of this machine is refused before anything is deployed: %j %j',
  {
    timeout: BUSY_MS,
  },
  async (place, variables, config, options) => {
    const { code, calls, output } = await deploy({ aws: 'exit 0' }, { variables, config, options });

    expect(calls).toEqual([]);
    expect(output).toMatch(
      /^error: .* is http:\/\/[^ ]+, which is this machine and not AWS; unset it to deploy\n$/,
    );
    expect(output).toContain(place);
    expect(code).toBe(2);
  },
);

test.each([
  [{ AWS_ENDPOINT_URL_STS: 'https://sts.eu-west-1.amazonaws.com' }, ''],
  [{ AWS_PROFILE: 'other' }, `[default]\nendpoint_url=${HERE}\n[profile other]\nregion=eu-west-1`],
  [{}, 'not a config file'],
])('other settings of endpoints are left to AWS: %j %j', { timeout: BUSY_MS }, async (variables, config) => {
  const { code, calls } = await deploy({ aws: answering('None', '{}') }, { variables, config });

  expect(calls).toHaveLength(3);
  expect(code).toBe(0);
});

/** Acts as the AWS CLI at an invocation: writes the outcome to stdout, and the answer to the file that is named last. */
const answering = (outcome: string, answer: string) =>
  `for file; do :; done; printf '%s' '${answer}' > "$file"; echo ${outcome}`;

/** The settings of the user who deploys. */
interface User {
  readonly variables?: Readonly<Record<string, string>>;
  /** Content of `~/.aws/config`. */
  readonly config?: string;
  readonly options?: readonly string[];
}

/** Runs the script beside commands that only write down how they were called. */
async function deploy(
  { cdk = 'exit 0', aws }: { cdk?: string; aws?: string },
  { variables = {}, config = '', options = [] }: User = {},
) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, '.aws'));
  writeFileSync(join(folder, '.aws', 'config'), config);
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
      [SCRIPT, '--require-approval', 'never', ...options],
      { env: { PATH: folder, HOME: folder, ...variables } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
  const calls = existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n') : [];
  return { code, calls, output };
}
