import { expect, test } from 'vitest';
import { CommonEnv, parseEnv } from './env.ts';

const GOOD = {
  STAGE: 'local',
  POWERTOOLS_SERVICE_NAME: 'user',
  CHAOS_PARAMETER: '/food-delivery/local/chaos/user',
  CHAOS_ENABLED: 'true',
  CHAOS_POLL_MS: '500',
};

test('reads text as what it means', () => {
  expect(parseEnv(CommonEnv, GOOD)).toMatchObject({ CHAOS_ENABLED: true, CHAOS_POLL_MS: 500 });
});

test('names every bad variable', () => {
  const { STAGE: _, ...missing } = GOOD;

  expect(() => parseEnv(CommonEnv, { ...missing, CHAOS_ENABLED: 'yes' })).toThrow(
    /STAGE[\s\S]*CHAOS_ENABLED|CHAOS_ENABLED[\s\S]*STAGE/,
  );
});
