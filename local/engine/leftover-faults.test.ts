import { createServer } from 'node:http';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { switchParameter } from '#shared/faults/switch-parameter';
import { temporaryFolder } from '#tests/support/engine/service-bench';
import { removeDataDir } from '../services/remove-data-dir.ts';
import type { ParameterStore } from '../services/ssm/provision-parameters.ts';
import { handleSsm } from '../services/ssm/ssm-api.ts';
import { callSsm } from '../services/ssm/ssm-call.ts';
import { createSsmStore, type SsmStore } from '../services/ssm/ssm-store.ts';
import { startWithoutFaults } from './leftover-faults.ts';

const USER = switchParameter('local', 'user');
const ORDER = switchParameter('local', 'order');
const PARAMETERS = [USER, ORDER, '/other'].map((Name) => ({ logicalId: Name, properties: { Name } }));

let folder: string;
let ssm: SsmStore;
const own: ParameterStore = {
  url: 'http://localhost',
  call: (action, input) => callSsm(ssm, action, input),
};
const log = { warn: vi.fn() };
beforeEach(async () => {
  log.warn.mockReset();
  folder = await temporaryFolder();
  ssm = await createSsmStore({ path: folder });
  return () => removeDataDir(folder);
});

/** Stores a value as an earlier run may have left it, without a check. */
const leave = (name: string, value: string) => ssm.put({ name, type: 'String', value });
const values = () => [USER, ORDER, '/other'].map((name) => ssm.get(name)?.value);

test('faults are also ended on disk, and one line lists them', async () => {
  await leave(USER, '{"delay":{"delay_ms":1500},"error":{"enable":false}}');
  await leave(ORDER, '{"payment_fail":{"fail_percent":30}}');
  await leave('/other', 'kept');

  await startWithoutFaults(PARAMETERS, own, { keep: false, isOwn: true, log });

  expect(values()).toEqual(['{}', '{}', 'kept']);
  expect((await createSsmStore({ path: folder })).get(ORDER)?.value).toBe('{}');
  expect(log.warn).toHaveBeenCalledExactlyOnceWith(
    'faults of the last run are off now: user delay {"delay_ms":1500}; order payment_fail {"fail_percent":30}; KEEP_FAULTS=1 keeps them',
  );
});

test('rules are ended and named too, and those that are over are not', async () => {
  const rule = { id: 'slow', point: 'user.*', mode: 'latency', ms: 5, expires_at: null };
  const over = { ...rule, id: 'over', expires_at: '2020-01-01T00:00:00Z' };
  await leave(USER, JSON.stringify({ rules: [rule, over] }));
  await leave(ORDER, JSON.stringify({ rules: [{ ...over, point: 'order.*' }], sealed: ['QUJD'] }));

  await startWithoutFaults(PARAMETERS.slice(0, 2), own, { keep: false, isOwn: true, log });

  expect(ssm.get(USER)?.value).toBe('{}');
  expect(log.warn).toHaveBeenCalledExactlyOnceWith(
    'faults of the last run are off now: user slow (latency at user.*, until it is ended); order 1 sealed rule; KEEP_FAULTS=1 keeps them',
  );
});

test('without faults nothing is logged or written', async () => {
  await leave(USER, '{"delay":{"delay_ms":0}}');
  await leave(ORDER, '{}');

  await startWithoutFaults(PARAMETERS, own, { keep: false, isOwn: true, log });

  expect(log.warn).not.toHaveBeenCalled();
  expect([ssm.get(USER)?.version, ssm.get(ORDER)?.version]).toEqual([1, 1]);
});

test('KEEP_FAULTS keeps them, and an invalid value is named', async () => {
  await leave(USER, '{"error":{"enable":true}}');
  await leave(ORDER, 'rubbish');

  await startWithoutFaults(PARAMETERS, own, { keep: true, isOwn: true, log });

  expect(values().slice(0, 2)).toEqual(['{"error":{"enable":true}}', 'rubbish']);
  expect(log.warn).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(
      /stay on .*: user error \{"enable":true\}; order rubbish, which does not act: .*not valid JSON/,
    ),
  );
});

test('an external Parameter Store is read and never written', async () => {
  await leave(ORDER, '{"payment_fail":{"fail_percent":30}}');
  await leave(USER, '{}');
  const server = createServer((request, response) => void handleSsm(ssm, request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;

  await startWithoutFaults(PARAMETERS, { url }, { keep: false, isOwn: false, log });

  expect(ssm.get(ORDER)).toMatchObject({ value: '{"payment_fail":{"fail_percent":30}}', version: 1 });
  expect(log.warn).toHaveBeenCalledExactlyOnceWith(
    `faults are on in the Parameter Store at ${url}: order payment_fail {"fail_percent":30}`,
  );
});
