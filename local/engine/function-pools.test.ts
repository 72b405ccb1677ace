import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { testFolder } from '#tests/support/engine/gateway-rig';
import { stackOf, type TestFunction } from '#tests/support/engine/templates';
import type { Log } from '../host/log.ts';
import { RESOURCE_TYPES } from '../services/backends.ts';
import { readModel } from '../template/model.ts';
import { FunctionPools } from './function-pools.ts';

function poolsOf(functions: Record<string, TestFunction>, maxConcurrency?: number) {
  const folder = testFolder();
  const warnings: string[] = [];
  const silent = (): void => undefined;
  const log: Log = {
    level: 'warn',
    debug: silent,
    info: silent,
    warn: (text) => warnings.push(text),
    error: silent,
    notice: silent,
    dropped: () => 0,
    flush: silent,
  };
  const pools = new FunctionPools(readModel([stackOf(folder, functions)], RESOURCE_TYPES).functions, {
    deployment: { parameter: () => undefined, queueUrl: () => undefined },
    environment: { EXTRA: 'given' },
    logDirectory: join(folder, 'logs'),
    log,
    ...(maxConcurrency !== undefined && { maxConcurrency }),
  });
  onTestFinished(() => pools.dispose());
  return { pools, folder, warnings };
}

test('reserved concurrency lowers the max concurrency of its function, and of no other', () => {
  const reserved = { properties: { ReservedConcurrentExecutions: 2 } };
  const { pools } = poolsOf({ reserved, free: {} }, 5);

  expect(pools.get('order/reserved').maxConcurrency).toBe(2);
  expect(pools.get('order/free').maxConcurrency).toBe(5);
});

test('a crash is logged in one line that names the log file of the function', async () => {
  const source = `export const handler = async () => { console.log('last words'); process.exit(1); };`;
  const { pools, folder, warnings } = poolsOf({ crashing: { source } });

  await new Promise((resolve) => pools.get('order/crashing').invoke('{}', '', resolve));

  const logPath = join(folder, 'logs', 'order-crashing.log');
  expect(warnings).toEqual([
    `order/crashing ended: Runtime.ExitError: Runtime exited with code: 1; see ${logPath}`,
  ]);
  expect(existsSync(logPath)).toBe(true);
});

test('the variables of a service are those of all its functions', () => {
  const { pools } = poolsOf({ a: { variables: { A: '1' } }, b: { variables: { B: '2' } } });

  expect(pools.variablesOf('order')).toEqual({ A: '1', B: '2', EXTRA: 'given' });
});

test('the check names the function that cannot start', async () => {
  const { pools } = poolsOf({
    good: { source: 'export const handler = () => {};' },
    bad: { source: 'export {};' },
  });

  await expect(pools.check(new AbortController().signal)).rejects.toThrow(
    'The function order/bad cannot start: TypeError: handler is not exported by index',
  );
});
