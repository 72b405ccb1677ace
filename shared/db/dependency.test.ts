import { expect, test } from 'vitest';
import { AppError } from '#shared/errors';
import { callDependency } from './dependency.ts';

test.each([
  [Object.assign(new Error('10.0.0.1 refused'), { code: 'ECONNREFUSED' }), 'dependency_unavailable'],
  [Object.assign(new Error('slow'), { name: 'TimeoutError' }), 'dependency_timeout'],
  [Object.assign(new Error('slow'), { code: 'ETIMEDOUT' }), 'dependency_timeout'],
])('%s is reported as %s, without the words of the library', async (error, code) => {
  const failed = callDependency('The store', () => Promise.reject(error));

  await expect(failed).rejects.toMatchObject({
    code,
    message: expect.stringMatching(/^The store/),
    cause: error,
  });
});

test('a refusal of our own passes, and so does an answer', async () => {
  const refusal = new AppError('not_found', 'Menu not found');

  await expect(callDependency('The store', () => Promise.reject(refusal))).rejects.toBe(refusal);
  expect(await callDependency('The store', async () => 5)).toBe(5);
});
