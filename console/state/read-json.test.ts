import { expect, test, vi } from 'vitest';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '', pathname: '/' });
vi.stubGlobal('navigator', { language: 'en' });
const { readJson } = await import('./read-json.ts');

test('an engine that is not reached is said to give no answer, in no words of a browser', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));

  await expect(readJson('/console/orders/1')).rejects.toThrow('The engine does not answer.');
});

test('a reading that is given up stays one', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new DOMException('given up', 'AbortError')));

  await expect(readJson('/console/orders')).rejects.toHaveProperty('name', 'AbortError');
});
