import { expect, test } from 'vitest';
import { TIMING } from './domain/timing.ts';
import { OrderEnv } from './env.ts';
import { timesOf } from './times.ts';

const Times = OrderEnv.pick({
  PENDING_MS: true,
  RECOVERY_DELAY_MS: true,
  CANCEL_RECOVERY_DELAY_MS: true,
  FORWARD_CALL_MS: true,
  FORWARD_STEP_MS: true,
  UNDO_MS: true,
  RECOVERY_CALL_MS: true,
});
const timesWith = (variables: Readonly<Record<string, string>>) => timesOf(Times.parse(variables));

test('without variables the times are those of the protocol', () => {
  expect(timesWith({})).toEqual(TIMING);
});

test.each([
  [{ UNDO_MS: '3001' }, 'A step forward that fails'],
  [{ FORWARD_STEP_MS: '7000' }, 'A step forward that fails'],
  [{ FORWARD_STEP_MS: '20000' }, 'place-order can check token and menus'],
  [{ FORWARD_CALL_MS: '3000', UNDO_MS: '6000' }, 'A step forward that fails'],
  [{ FORWARD_STEP_MS: '12000', UNDO_MS: '6000' }, 'cancel-order can announce'],
  [{ RECOVERY_CALL_MS: '16000' }, 'When a call of recovery fails'],
  [{ RECOVERY_CALL_MS: '4000' }, 'Recovery waits at least as long'],
  [{ RECOVERY_DELAY_MS: '900001' }, 'SQS accepts the longest wait'],
])('%j is refused', (variables, why) => {
  expect(() => timesWith(variables)).toThrow(`the times break a rule of the order protocol. ${why}`);
});

test.each([
  { PENDING_MS: '1500', RECOVERY_DELAY_MS: '2000', CANCEL_RECOVERY_DELAY_MS: '2000' },
  { RECOVERY_DELAY_MS: '900000' },
])('%j only changes when recovery begins, and is taken', (variables) => {
  expect(() => timesWith(variables)).not.toThrow();
});
