import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Random } from '#simulation/random';
import { type Both, startBoth, TableName } from './both-dynamodbs.ts';
import { comparedAnswer } from './compared-answer.ts';
import { randomCall } from './random-call.ts';

/** `CALLS=20000 SEED=7` draws more, and others. */
const CALLS = Number(process.env.CALLS ?? 1_500);
const SEED = Number(process.env.SEED ?? 1);

describe('the two DynamoDBs', { tags: ['dynoxide'] }, () => {
  let both: Both;
  beforeAll(async () => {
    both = await startBoth();
  });
  afterAll(() => both?.[Symbol.asyncDispose]());

  test(`answer ${CALLS} random calls alike (seed ${SEED})`, { timeout: 600_000 }, async () => {
    const random = new Random(SEED);
    for (let i = 0; i < CALLS; i++) {
      const call = randomCall(random, TableName);
      const [binary, portable] = await Promise.all(both.urls.map((url) => comparedAnswer(url, call)));

      expect(portable, `call ${i}: ${JSON.stringify(call, null, 1)}`).toEqual(binary);
    }
  });
});
