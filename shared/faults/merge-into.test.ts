import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Parameter } from '#shared/db/ssm';
import { storedParameter } from '#tests/support/faults/stored-parameter';
import { mergeInto } from './merge-into.ts';
import { absoluteRule } from './rules/absolute-rule.ts';
import { readState, type SwitchState, without, withRule, withSetting } from './switch-state.ts';

const PLACES = { service: 'user' } as const;
const rule = (id: string, setAtMs = Date.now()) =>
  absoluteRule({ id, point: 'user.handler', mode: 'latency', when: 'before', ms: 1 }, setAtMs);
const external = (...ids: string[]): string =>
  JSON.stringify({ rules: ids.map((id) => ({ id, point: 'user.handler', mode: 'latency', ms: 1 })) });

const stateOf = async (parameter: Parameter): Promise<SwitchState> => {
  const stored = await parameter.get();
  return readState(stored ?? { text: '{}', version: 0, modifiedAt: 0 }, PLACES, Date.now());
};
const idsIn = async (parameter: Parameter) => (await stateOf(parameter)).rules.map(({ id }) => id).toSorted();

/** Lets others act before each call, by chance. */
function slowly(parameter: Parameter, random: () => number): Parameter {
  const pause = async (): Promise<void> => {
    for (let turns = Math.floor(random() * 6); turns > 0; turns--) await nextTurn();
  };
  return {
    async get(version) {
      await pause();
      return parameter.get(version);
    },
    async put(text) {
      await pause();
      return parameter.put(text);
    },
  };
}

/** Numbers from a seed, so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

test.each(Array.from({ length: 12 }, (_, at) => at + 1))(
  'writers at once lose nothing, try %i',
  async (seed) => {
    const random = seeded(seed);
    const parameter = storedParameter(external('first', 'ended'));
    const [ended] = (await stateOf(parameter)).rules.slice(1);
    const writers = Array.from({ length: 8 }, (_, at) =>
      mergeInto(slowly(parameter, random), PLACES, withRule(rule(`rule-${at}`))),
    );
    const others = [
      mergeInto(slowly(parameter, random), PLACES, withSetting('delay', { delay_ms: 5 })),
      mergeInto(slowly(parameter, random), PLACES, without({ settings: {}, rules: ended ? [ended] : [] })),
    ];

    const made = await Promise.all([...writers, ...others]);

    expect(made).toEqual(Array(10).fill({ version: expect.any(Number) }));
    const ids = await idsIn(parameter);
    expect(ids.filter((id) => id !== 'ended')).toEqual([
      'first',
      ...Array.from({ length: 8 }, (_, at) => `rule-${at}`),
    ]);
    expect((await stateOf(parameter)).settings).toEqual({ delay: { delay_ms: 5 } });
  },
);

test('a text that the command line writes between reading and writing stays, and the change is made to it', async () => {
  const parameter = storedParameter(external('old'));
  const interrupted: Parameter = {
    get: (version) => parameter.get(version),
    async put(text) {
      if ((await idsIn(parameter)).includes('old')) await parameter.put(external('from-outside'));
      return parameter.put(text);
    },
  };

  await mergeInto(interrupted, PLACES, withRule(rule('own')));

  expect(await idsIn(parameter)).toEqual(['from-outside', 'own']);
});

test('of two rules with one id that are set at once, the later one stays', async () => {
  const parameter = storedParameter('{}');
  const now = Date.now();

  await Promise.all(
    [3, 1, 2].map((ms) => mergeInto(slowly(parameter, Math.random), PLACES, withRule(rule('one', now + ms)))),
  );

  expect((await stateOf(parameter)).rules).toEqual([rule('one', now + 3)]);
});

test('a write whose answer was lost and that was repeated is one write', async () => {
  const parameter = storedParameter('{}');
  const repeating: Parameter = {
    get: (version) => parameter.get(version),
    async put(text) {
      await parameter.put(text);
      return parameter.put(text);
    },
  };

  expect(await mergeInto(repeating, PLACES, withRule(rule('own')))).toEqual({ version: 3 });

  expect(await idsIn(parameter)).toEqual(['own']);
});

test('where others fill the parameter meanwhile, their rules stay and the own one is refused', async () => {
  const parameter = storedParameter('{}');
  const rules = Array.from({ length: 20 }, (_, at) => ({ ...rule(`full-${at}`), note: 'x'.repeat(30) }));
  const full = JSON.stringify({ rules });
  expect(full.length).toBeGreaterThan(3_800);
  expect(full.length).toBeLessThan(4_096);
  const interrupted: Parameter = {
    get: (version) => parameter.get(version),
    async put(text) {
      if ((await idsIn(parameter)).length === 0) await parameter.put(full);
      return parameter.put(text);
    },
  };

  const outcome = await mergeInto(interrupted, PLACES, withRule({ ...rule('own'), note: 'x'.repeat(200) }));

  expect(outcome).toMatchObject({ refused: 'invalid', violations: [{ loc: ['body'], type: 'too_long' }] });
  expect(await idsIn(parameter)).toHaveLength(20);
});

test('gives up where somebody writes between every time', async () => {
  const parameter = storedParameter('{}');
  let count = 0;
  const besieged: Parameter = {
    get: (version) => parameter.get(version),
    async put(text) {
      await parameter.put(external('siege').replace('"ms":1', `"ms":${count++}`));
      return parameter.put(text);
    },
  };

  expect(await mergeInto(besieged, PLACES, withRule(rule('own')))).toEqual({
    refused: 'contended',
  });
});

test('rules that are over are dropped at the next write', async () => {
  const past = { ...rule('past'), expires_at: new Date(Date.now() - 1).toISOString() };
  const parameter = storedParameter(JSON.stringify({ rules: [past] }));

  await mergeInto(parameter, PLACES, withRule(rule('own')));

  expect(parameter.text).not.toContain('past');
});
