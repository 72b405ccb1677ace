import { beforeEach, expect, test, vi } from 'vitest';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '', pathname: '/' });
vi.stubGlobal('navigator', { language: 'en' });
const { command, refusal } = await import('./commands.ts');
const { go } = await import('./page-state.ts');
const { connection } = await import('./store.ts');

const answers = (answer: () => Promise<Response>): void => void vi.stubGlobal('fetch', answer);
const refuses = async (): Promise<Response> =>
  Response.json({ detail: 'No load is running.' }, { status: 409 });

beforeEach(() => {
  connection.value = 'lost';
  go('load');
});

test('a refusal goes when another panel is shown', async () => {
  answers(refuses);
  expect(await command('PUT', '/console/load')).toBe(false);
  expect(refusal.value).toBe('No load is running.');

  go('order');

  expect(refusal.value).toBe('');
});

test('a refusal goes when the next command succeeds, and not because the engine is back', async () => {
  answers(refuses);
  await command('PUT', '/console/load');
  connection.value = 'live';
  expect(refusal.value).toBe('No load is running.');

  answers(async () => new Response());
  expect(await command('PUT', '/console/load')).toBe(true);

  expect(refusal.value).toBe('');
});

test('an engine that does not answer is named until it is back', async () => {
  answers(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await command('DELETE', '/chaos')).toBe(false);
  expect(refusal.value).toBe('The engine does not answer.');

  connection.value = 'live';

  expect(refusal.value).toBe('');
});

test('a page that refuses its calls gives its own reason', async () => {
  answers(() => Promise.reject(new Error('This is a recording; it changes nothing.')));

  await command('DELETE', '/chaos');

  expect(refusal.value).toBe('This is a recording; it changes nothing.');
});
