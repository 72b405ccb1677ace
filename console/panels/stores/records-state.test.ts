import { expect, test, vi } from 'vitest';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '', pathname: '/', hash: '' });
vi.stubGlobal('navigator', { language: 'en' });
const { find, isReading, lists, problem, readList } = await import('./records-state.ts');

const calls: PromiseWithResolvers<Response>[] = [];
vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
  const call = Promise.withResolvers<Response>();
  signal?.addEventListener('abort', () => call.reject(new Error('aborted')));
  calls.push(call);
  return call.promise;
});
const answer = (call: number, id: number) =>
  calls[call]?.resolve(Response.json({ records: [{ id }], has_more: false }));

test('a list is busy until what is looked for now was read, and holds the earlier one until then', async () => {
  const first = readList('users');
  expect(isReading.users.value).toBe(true);
  answer(0, 1);
  await first;
  expect(isReading.users.value).toBe(false);

  find('a');
  const second = readList('users');
  find('ab');
  const third = readList('users');
  await second;
  expect([isReading.users.value, lists.users.value?.records[0]?.id]).toEqual([true, 1]);
  answer(2, 3);
  await third;
  expect([isReading.users.value, lists.users.value?.records[0]?.id]).toEqual([false, 3]);
});

test('after a reading that failed no list of an earlier search is shown', async () => {
  const reading = readList('users');
  calls.at(-1)?.resolve(Response.json({ detail: 'The table cannot be read' }, { status: 503 }));
  await reading;

  expect(problem.value).toBe('The table cannot be read');
  expect([isReading.users.value, lists.users.value]).toEqual([false, undefined]);
});
