import { afterEach, beforeEach, expect, test } from 'vitest';
import { EMPTY } from '#shared/faults/stored-version';
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

const SLOW = '{"delay":{"delay_ms":5}}';

test('the version of a parameter differs after each change, and stays without one', async () => {
  const seen = new Set<string | undefined>();
  for (const text of [SLOW, SLOW]) {
    await put(text);
    seen.add(version());
  }
  await ssm.call?.('DeleteParameter', { Name });
  await put(SLOW); // the second parameter of this name begins at 1 again
  seen.add(version());

  expect([...seen]).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  expect(seen).not.toContain(EMPTY);
  expect(version()).toBe([...seen][2]);
});

test('a parameter without switches is empty, and so is one that does not exist', async () => {
  expect(version()).toBe(EMPTY);
  await put('{}');
  expect(version()).toBe(EMPTY);
});

test('a stopped Parameter Store has no version, and a restarted one that of before', async () => {
  await put(SLOW);
  const before = version();

  await ssm.stop();
  expect(version()).toBeUndefined();
  await ssm.start();

  expect(version()).toBe(before);
});
