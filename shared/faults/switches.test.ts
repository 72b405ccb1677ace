import { expect, test, vi } from 'vitest';
import { NO_HITS } from '#tests/support/faults/injected-faults';
import { storedParameter } from '#tests/support/faults/stored-parameter';
import { createFaultSwitches } from './switches.ts';

test('a switch that was never set is off', async () => {
  const switches = createFaultSwitches(storedParameter(), {
    service: 'user',
    enabled: true,
    hits: NO_HITS,
    pollMs: 1_000,
  });

  expect(await switches.current()).toEqual([]);
});

test('once set answers, every environment acts on it', async () => {
  const parameter = storedParameter();
  const [one, other] = [1, 2].map(() =>
    createFaultSwitches(parameter, { service: 'user', enabled: true, hits: NO_HITS, pollMs: 50 }),
  );
  await other?.current();

  await one?.set('delay', { delay_ms: 5 });

  expect(await other?.current()).toMatchObject([{ id: 'delay', params: { ms: 5 } }]);
});

test('is read at most once per poll interval', async () => {
  const parameter = storedParameter();
  const switches = createFaultSwitches(parameter, {
    service: 'user',
    enabled: true,
    hits: NO_HITS,
    pollMs: 60_000,
  });

  await switches.current();
  await switches.current();

  expect(parameter.reads).toBe(1);
});

test('the last settings stay while they cannot be read', async () => {
  const parameter = storedParameter();
  const warn = vi.fn();
  const switches = createFaultSwitches(parameter, {
    service: 'user',
    enabled: true,
    hits: NO_HITS,
    pollMs: 0,
    warn,
  });
  parameter.text = '{"delay":{"delay_ms":5}}';
  await switches.current();

  parameter.isDown = true;
  expect(await switches.current()).toMatchObject([{ id: 'delay', params: { ms: 5 } }]);
  expect(warn).toHaveBeenCalledOnce();
});

test.each([
  ['{"delay":{"delay_ms":"soon"}}', []],
  ['rubbish', []],
  ['{"delay":{"delay_ms":"soon"},"error":{"enable":true}}', ['error']],
])('the old fault does not stay on where the new text is %s, and one line says why', async (text, acts) => {
  const parameter = storedParameter();
  const warn = vi.fn();
  const switches = createFaultSwitches(parameter, {
    service: 'user',
    enabled: true,
    hits: NO_HITS,
    pollMs: 0,
    warn,
  });
  parameter.text = '{"delay":{"delay_ms":5}}';
  await switches.current();

  parameter.text = text;

  expect((await switches.current()).map(({ id }) => id)).toEqual(acts);
  await switches.current();
  expect(warn).toHaveBeenCalledExactlyOnceWith('a fault switch is wrong and does not act', {
    parameter_value: expect.any(String),
    problem: expect.stringContaining('delay_ms'),
  });
});

test('setting a switch drops what is wrong and keeps the others', async () => {
  const parameter = storedParameter();
  const switches = createFaultSwitches(parameter, {
    service: 'user',
    enabled: true,
    hits: NO_HITS,
    pollMs: 0,
  });
  parameter.text = '{"dely":{"delay_ms":5},"error":{"enable":true}}';

  await switches.set('delay', { delay_ms: 7 });

  expect(JSON.parse(parameter.text)).toEqual({ error: { enable: true }, delay: { delay_ms: 7 } });
});

test.each([['{"delay":{"delay_ms":5},"error":{"enable":true}}'], ['rubbish'], [undefined]])(
  'clear ends all of %s in every environment, also where two clear at once',
  async (text) => {
    const parameter = storedParameter();
    parameter.text = text;
    const [one, other, third] = [1, 2, 3].map(() =>
      createFaultSwitches(parameter, { service: 'user', enabled: true, hits: NO_HITS, pollMs: 20 }),
    );
    await third?.current();

    await Promise.all([one?.clear(), other?.clear()]);

    expect(await third?.current()).toEqual([]);
    expect(await third?.read()).toEqual({ settings: {}, rules: [], invalid: [], closed: 0 });
  },
);

test('clear leaves alone what is set meanwhile, and what is set beside it is not brought back', async () => {
  const parameter = storedParameter();
  parameter.text = '{"delay":{"delay_ms":5}}';
  const [one, other] = [1, 2].map(() =>
    createFaultSwitches(parameter, { service: 'user', enabled: true, hits: NO_HITS, pollMs: 20 }),
  );

  await Promise.all([one?.clear(), other?.set('error', { enable: true })]);

  expect(JSON.parse(parameter.text)).toEqual({ error: { enable: true } });
});

test('clear and read say so where the Parameter Store is down', async () => {
  const parameter = storedParameter();
  parameter.isDown = true;
  const switches = createFaultSwitches(parameter, {
    service: 'user',
    enabled: true,
    hits: NO_HITS,
    pollMs: 0,
  });

  await expect(switches.clear()).rejects.toMatchObject({ code: 'dependency_unavailable' });
  await expect(switches.read()).rejects.toMatchObject({ code: 'dependency_unavailable' });
});

test('two switches set at once are both in force', async () => {
  const parameter = storedParameter();
  const [one, other] = [1, 2].map(() =>
    createFaultSwitches(parameter, { service: 'user', enabled: true, hits: NO_HITS, pollMs: 20 }),
  );

  await Promise.all([one?.set('delay', { delay_ms: 5 }), other?.set('error', { enable: true })]);

  expect(JSON.parse(parameter.text ?? '')).toEqual({ delay: { delay_ms: 5 }, error: { enable: true } });
});

test('a switch that cannot be set says so', async () => {
  const parameter = storedParameter();
  parameter.isDown = true;
  const switches = createFaultSwitches(parameter, {
    service: 'user',
    enabled: true,
    hits: NO_HITS,
    pollMs: 0,
  });

  await expect(switches.set('error', { enable: true })).rejects.toMatchObject({
    code: 'dependency_unavailable',
  });
});

test('gives up when somebody else keeps setting the same switch', async () => {
  let version = 1;
  const parameter = {
    get: async () => ({ text: '{"error":{"enable":false}}', version, modifiedAt: 0 }),
    put: async () => ++version,
  };
  const switches = createFaultSwitches(parameter, {
    service: 'user',
    enabled: true,
    hits: NO_HITS,
    pollMs: 0,
  });

  await expect(switches.set('error', { enable: true })).rejects.toThrow('someone else');
});

test('nothing is read where chaos is off', async () => {
  const parameter = storedParameter();
  const switches = createFaultSwitches(parameter, {
    service: 'user',
    enabled: false,
    hits: NO_HITS,
    pollMs: 0,
  });

  expect(await switches.current()).toEqual([]);
  expect(parameter.reads).toBe(0);
});
