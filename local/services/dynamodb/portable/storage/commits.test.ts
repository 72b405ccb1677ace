import { expect, test, vi } from 'vitest';
import { Commits } from './commits.ts';

function commitsOf(commit: () => void) {
  const database = { begin: vi.fn(), commit: vi.fn(commit), rollBack: vi.fn() };
  const onUndone = vi.fn();
  return { database, onUndone, commits: new Commits(database, onUndone) };
}

test('saves the writes of one turn with one commit, and resolves after it', async () => {
  const { database, commits } = commitsOf(() => undefined);
  commits.begin();
  commits.begin();
  const saved = Promise.all([commits.saved(), commits.saved()]);

  expect(database.commit).not.toHaveBeenCalled();
  await saved;
  expect(database.begin).toHaveBeenCalledTimes(1);
  expect(database.commit).toHaveBeenCalledTimes(1);
});

test('a commit that fails undoes the whole group, and the next one begins anew', async () => {
  let isFull = true;
  const { database, onUndone, commits } = commitsOf(() => {
    if (isFull) throw new Error('database or disk is full');
  });
  commits.begin();
  const results = await Promise.allSettled([commits.saved(), commits.saved()]);

  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect([database.rollBack, onUndone].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);

  isFull = false;
  commits.begin();
  await commits.saved();
  expect(database.begin).toHaveBeenCalledTimes(2);
});
