import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { reasonIn } from './failure-reason.ts';
import { findPython } from './python.ts';
import { readLocalStackSettings } from './settings.ts';

function fakePython(output: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'food-delivery-python-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'python3');
  writeFileSync(file, `#!/bin/sh\n${output}\n`, { mode: 0o755 });
  return file;
}

test.each(['3.12.1', '3.13.0'])('Python %s is taken', async (version) => {
  const python = fakePython(`echo ${version}`);

  expect(await findPython(python)).toBe(python);
});

test.each(['3.11.7', '3.14.0', '2.7.18'])(
  'Python %s is refused, and the error names its version',
  async (version) => {
    await expect(findPython(fakePython(`echo ${version}`))).rejects.toThrow(
      new RegExp(
        `needs Python 3\\.12 or 3\\.13.* is ${version.replaceAll('.', '\\.')}\\).*LOCALSTACK_PYTHON`,
      ),
    );
  },
);

test('a Python without venv, or none at all, is reported in one sentence', async () => {
  await expect(findPython(fakePython('exit 1'))).rejects.toThrow(/cannot be run/);
  await expect(findPython('/nowhere/python3')).rejects.toThrow(/\/nowhere\/python3 cannot be run/);
});

test('the reason is extracted from the output of a failed deployment', () => {
  const failed = `
FoodDeliveryUser | 0/9 | 9:42:36 PM | CREATE_IN_PROGRESS | AWS::SSM::Parameter | Switches
FoodDeliveryUser | 0/9 | 9:42:36 PM | CREATE_FAILED      | AWS::X::Y | Odd (Odd1) Resource type AWS::X::Y is not supported
 ❌  FoodDeliveryUser failed: ToolkitError: The stack named FoodDeliveryUser failed creation`;

  expect(reasonIn(failed)).toContain('AWS::X::Y is not supported');
  const refusedChangeSet = `
Failed to create change set cdk-deploy-change-set:
FoodDeliveryUser  (AWS::CloudFormation::Stack)
  Unsupported resources detected: Sorry, the AWS::ApiGatewayV2::Api resource is not
  currently supported by LocalStack.
Source Location: createApp

   Could not fetch extra hook failure detail`;
  expect(reasonIn(refusedChangeSet)).toBe(
    'FoodDeliveryUser (AWS::CloudFormation::Stack) Unsupported resources detected: Sorry, the AWS::ApiGatewayV2::Api ' +
      'resource is not currently supported by LocalStack.',
  );
  expect(reasonIn('')).toBe('it printed nothing');
  expect(reasonIn('building\nError: The functions do not build:\n  a.ts:1:1 oops')).toContain('do not build');
  expect(reasonIn(' ❌  Deployment failed: Error: connect ECONNREFUSED 127.0.0.1:4566')).toBe(
    'Deployment failed: Error: connect ECONNREFUSED 127.0.0.1:4566',
  );
});

test('settings come from the environment, and a wrong one is refused', () => {
  const { port, dataDir, cacheDir, ports } = readLocalStackSettings({
    LOCALSTACK_PORT: '4600',
    LOCALSTACK_DATA_DIR: '/data',
    XDG_CACHE_HOME: '/cache',
    USER_PORT: '9001',
  });

  expect([port, dataDir, cacheDir, ports.user]).toEqual([4600, '/data', '/cache/food-delivery-lambda', 9001]);
  expect(readLocalStackSettings({ OTEL_SDK_DISABLED: 'true' }).telemetry).toEqual({ enabled: false });
  expect(readLocalStackSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' }).telemetry).toEqual({
    forwardTo: 'http://c:4318/',
  });
  expect(() => readLocalStackSettings({ LOCALSTACK_PORT: 'x' })).toThrow(/LOCALSTACK_PORT is "x", allowed: /);
});
