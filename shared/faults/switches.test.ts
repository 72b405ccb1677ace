import { expect, test, vi } from 'vitest';
import { createFaultSwitches } from './switches.ts';

/** One parameter that several environments share. */
function sharedParameter() {
  const parameter = {
    text: undefined as string | undefined,
    reads: 0,
    isDown: false,
    async get() {
      parameter.reads++;
      if (parameter.isDown) throw new Error('down');
      return parameter.text;
    },
    async put(text: string) {
      if (parameter.isDown) throw new Error('down');
      parameter.text = text;
    },
  };
  return parameter;
}

test('a switch that was never set is off', async () => {
  const switches = createFaultSwitches(sharedParameter(), { enabled: true, pollMs: 1_000 });

  expect(await switches.current()).toEqual({});
});

test('once set answers, every environment acts on it', async () => {
  const parameter = sharedParameter();
  const [one, other] = [1, 2].map(() => createFaultSwitches(parameter, { enabled: true, pollMs: 50 }));
  await other?.current();

  await one?.set('delay', { delay_ms: 5 });

  expect(await other?.current()).toEqual({ delay: { delay_ms: 5 } });
});

test('is read at most once per poll interval', async () => {
  const parameter = sharedParameter();
  const switches = createFaultSwitches(parameter, { enabled: true, pollMs: 60_000 });

  await switches.current();
  await switches.current();

  expect(parameter.reads).toBe(1);
  expect(switches.last()).toEqual({});
});

test('the last settings stay while they cannot be read, or are malformed', async () => {
  const parameter = sharedParameter();
  const warn = vi.fn();
  const switches = createFaultSwitches(parameter, { enabled: true, pollMs: 0, warn });
  parameter.text = '{"delay":{"delay_ms":5}}';
  await switches.current();

  parameter.isDown = true;
  expect(await switches.current()).toEqual({ delay: { delay_ms: 5 } });
  parameter.isDown = false;
  parameter.text = '{"delay":{"delay_ms":"soon"}}';
  expect(await switches.current()).toEqual({ delay: { delay_ms: 5 } });
  expect(warn).toHaveBeenCalledTimes(2);
});

test('two switches set at once are both in force', async () => {
  const parameter = sharedParameter();
  const [one, other] = [1, 2].map(() => createFaultSwitches(parameter, { enabled: true, pollMs: 20 }));

  await Promise.all([one?.set('delay', { delay_ms: 5 }), other?.set('error', { enable: true })]);

  expect(JSON.parse(parameter.text ?? '')).toEqual({ delay: { delay_ms: 5 }, error: { enable: true } });
});

test('a switch that cannot be set says so', async () => {
  const parameter = sharedParameter();
  parameter.isDown = true;
  const switches = createFaultSwitches(parameter, { enabled: true, pollMs: 0 });

  await expect(switches.set('error', { enable: true })).rejects.toMatchObject({
    code: 'dependency_unavailable',
  });
});

test('gives up when somebody else keeps setting the same switch', async () => {
  const parameter = { get: async () => '{"error":{"enable":false}}', put: async () => {} };
  const switches = createFaultSwitches(parameter, { enabled: true, pollMs: 0 });

  await expect(switches.set('error', { enable: true })).rejects.toThrow('someone else');
});

test('nothing is read where chaos is off', async () => {
  const parameter = sharedParameter();
  const switches = createFaultSwitches(parameter, { enabled: false, pollMs: 0 });

  expect(await switches.current()).toEqual({});
  expect(parameter.reads).toBe(0);
});
