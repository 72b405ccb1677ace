import { expect, test } from 'vitest';
import { NO_HITS } from '#tests/support/faults/injected-faults';
import { storedParameter } from '#tests/support/faults/stored-parameter';
import { EMPTY } from './stored-version.ts';
import { createFaultSwitches } from './switches.ts';

/** Switches of an environment whose invocations bring the version of the parameter, as the local engine sends it. */
function pushedTo(parameter: ReturnType<typeof storedParameter>, { pollMs = 60_000 } = {}) {
  const push: { version: string | undefined } = { version: '1' };
  const switches = createFaultSwitches(parameter, {
    service: 'user',
    enabled: true,
    hits: NO_HITS,
    pollMs,
    pushedVersion: () => push.version,
  });
  return { push, switches };
}

test('where versions are pushed, a text is read at once after its change, and never without one', async () => {
  const parameter = storedParameter('{}');
  const { push, switches } = pushedTo(parameter, { pollMs: 0 });
  for (let invocations = 0; invocations < 3; invocations++) expect(await switches.current()).toEqual([]);
  expect(parameter.reads).toBe(1);

  parameter.text = '{"delay":{"delay_ms":5}}';
  push.version = '2';
  for (let invocations = 0; invocations < 3; invocations++)
    expect(await switches.current()).toMatchObject([{ id: 'delay' }]);
  expect(parameter.reads).toBe(2);
});

test('a change between the push of a version and the read of its text is read again', async () => {
  const parameter = storedParameter('{"delay":{"delay_ms":5}}');
  const { push, switches } = pushedTo(parameter);
  await switches.current();

  push.version = '2';
  const { get } = parameter;
  parameter.get = async () => {
    const read = await get();
    parameter.text = '{}';
    return read;
  };
  await switches.current();
  push.version = '3';

  expect(await switches.current()).toEqual([]);
});

test('a rule is over at its expiry though nothing is read any more', async () => {
  const rule = { id: 'slow', point: 'user.handler', mode: 'latency', ms: 1 };
  const expires_at = new Date(Date.now() + 200).toISOString();
  const parameter = storedParameter(JSON.stringify({ rules: [{ ...rule, expires_at }] }));
  const { switches } = pushedTo(parameter);
  expect(await switches.current()).toMatchObject([{ id: 'slow' }]);

  await expect.poll(() => switches.current()).toEqual([]);
  expect(parameter.reads).toBe(1);
});

test('a pushed version whose text cannot be read is tried again, once per poll interval', async () => {
  const parameter = storedParameter('{}');
  const { push, switches } = pushedTo(parameter, { pollMs: 100 });
  await switches.current();
  parameter.text = '{"delay":{"delay_ms":5}}';
  parameter.isDown = true;
  push.version = '2';
  expect(await switches.current()).toEqual([]);
  await switches.current();
  expect(parameter.reads).toBe(2);

  parameter.isDown = false;

  await expect.poll(() => switches.current()).toMatchObject([{ id: 'delay' }]);
});

test('where no version is pushed any more, the text is read at intervals', async () => {
  const parameter = storedParameter('{}');
  const { push, switches } = pushedTo(parameter, { pollMs: 0 });
  await switches.current();

  push.version = undefined;
  parameter.text = '{"delay":{"delay_ms":5}}';

  expect(await switches.current()).toMatchObject([{ id: 'delay' }]);
});

test('a text without switches is never read, and ends those of before', async () => {
  const parameter = storedParameter('{"delay":{"delay_ms":5}}');
  const { push, switches } = pushedTo(parameter);
  push.version = EMPTY;
  expect(await switches.current()).toEqual([]);
  expect(parameter.reads).toBe(0);
  push.version = '1';
  expect(await switches.current()).toMatchObject([{ id: 'delay' }]);

  push.version = EMPTY;

  expect(await switches.current()).toEqual([]);
  expect(parameter.reads).toBe(1);
});
