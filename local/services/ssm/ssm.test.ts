import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestBench, testBench } from '#tests/support/engine/service-bench';
import type { Service } from '../service.ts';
import { createSsm } from './ssm.ts';

const Name = '/food-delivery/local/chaos/user';
let bench: TestBench;
let ssm: Service;
beforeEach(async () => {
  bench = await testBench();
  ssm = await bench.run(createSsm);
});
afterEach(() => bench[Symbol.asyncDispose]());

const put = (Value: string) => ssm.call?.('PutParameter', { Name, Value, Type: 'String', Overwrite: true });
const version = () => ssm.versionOf?.(Name);

test('the version of a parameter differs after each change, and stays without one', async () => {
  const seen = [version()];
  await put('{}');
  seen.push(version());
  await put('{}');
  seen.push(version());
  await ssm.call?.('DeleteParameter', { Name });
  seen.push(version());
  await put('{}'); // the second parameter of this name begins at 1 again
  seen.push(version());

  expect(seen).not.toContain(undefined);
  expect(new Set([...seen.slice(0, 3), seen[4]]).size).toBe(4);
  expect(seen[3]).toBe(seen[0]);
  expect(version()).toBe(seen[4]);
});

test('a stopped Parameter Store has no version, and a restarted one that of before', async () => {
  await put('{}');
  const before = version();

  await ssm.stop();
  expect(version()).toBeUndefined();
  await ssm.start();

  expect(version()).toBe(before);
});
