import { expect, test } from 'vitest';
import { createVerdicts } from './verdicts.ts';

const NOON_MS = 1_764_000_000_000;
const NOON = NOON_MS / 1_000;

/** Verdicts with a clock to set, and the tokens that had to be verified. */
function rig(most?: number) {
  const clock = { ms: NOON_MS };
  const verified: string[] = [];
  const verdicts = createVerdicts<string>({ now: () => clock.ms, ...(most && { most }) });
  const of = (token: string, exp = NOON + 60) =>
    verdicts.of(token, async () => {
      verified.push(token);
      return { value: `user of ${token}`, exp };
    });
  return { clock, verified, verdicts, of };
}

test('a token is verified once while it is good', async () => {
  const { clock, verified, of } = rig();

  expect(await of('a')).toBe('user of a');
  clock.ms += 59_999;
  expect(await of('a')).toBe('user of a');

  expect(verified).toEqual(['a']);
});

test('with the second of its end a token is verified again', async () => {
  const { clock, verified, of } = rig();
  await of('a');
  clock.ms += 60_000;

  await of('a');

  expect(verified).toEqual(['a', 'a']);
});

test('a token that expired since is refused as often as it comes', async () => {
  const { clock, verdicts, of } = rig();
  await of('a');
  clock.ms += 60_000;
  const refuse = () => Promise.reject(new Error('expired'));

  await expect(verdicts.of('a', refuse)).rejects.toThrow('expired');
  await expect(verdicts.of('a', refuse)).rejects.toThrow('expired');
});

test('a refused token is verified each time', async () => {
  const { verified, verdicts, of } = rig();
  await expect(verdicts.of('a', () => Promise.reject(new Error('forged')))).rejects.toThrow('forged');

  expect(await of('a')).toBe('user of a');
  expect(verified).toEqual(['a']);
});

test('a token that differs in its last character is another token', async () => {
  const { verified, of } = rig();

  expect([await of('token-a'), await of('token-b')]).toEqual(['user of token-a', 'user of token-b']);
  expect(verified).toEqual(['token-a', 'token-b']);
});

test('of too many, the one that was not asked for longest is dropped', async () => {
  const { verified, of } = rig(2);
  await of('a');
  await of('b');
  await of('a');
  await of('c');
  verified.length = 0;

  await of('a');
  await of('c');
  await of('b');

  expect(verified).toEqual(['b']);
});

test('without another limit a thousand are kept', async () => {
  const { verified, of } = rig();
  for (let at = 0; at <= 1_000; at++) await of(`token ${at}`);
  verified.length = 0;

  await of('token 1');
  await of('token 0');

  expect(verified).toEqual(['token 0']);
});
