import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { recordRoutes } from './record-routes.ts';

interface Reading {
  readonly what: string;
  readonly end: (text: string) => void;
  readonly fail: (error: Error) => void;
}

/** The routes on a port; each reading goes on until the test ends it. */
async function serve() {
  const readings: Reading[] = [];
  const routes = recordRoutes((kind, { find }) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    readings.push({ what: `${kind} ${find}`, end: resolve, fail: reject });
    return promise;
  });
  let [received, closed] = [0, 0];
  const server = createServer((request, response) => {
    received++;
    response.once('close', () => closed++);
    const path = new URL(request.url ?? '', 'http://x').pathname.slice(1);
    void routes
      .find((route) => route.path.test(path))
      ?.handle({
        ...{ request, response, parts: [], body: Buffer.alloc(0) },
      });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    readings,
    what: () => readings.map(({ what }) => what),
    get: (path: string, signal?: AbortSignal) => fetch(`${url}/${path}`, signal && { signal }),
    received: () => received,
    closed: () => closed,
  };
}

test('users and orders are read one after the other, also where a reading fails', async () => {
  const { readings, what, get, received } = await serve();
  const users = get('users');
  await expect.poll(what).toEqual(['users ']);
  const orders = get('orders');
  const found = get('orders?find=7');
  await expect.poll(received).toBe(3);

  expect(what()).toEqual(['users ']);
  readings[0]?.fail(new Error('The table cannot be read'));
  expect((await users).status).toBe(503);
  await expect.poll(what).toHaveLength(2);
  readings[1]?.end('{}');
  await expect.poll(what).toHaveLength(3);
  readings[2]?.end('{}');

  expect([(await orders).status, (await found).status]).toEqual([200, 200]);
});

test('what nobody waits for any more is not read', async () => {
  const { readings, what, get, received, closed } = await serve();
  const first = get('users');
  await expect.poll(what).toEqual(['users ']);
  const gone = new AbortController();
  const given = get('orders?find=gone', gone.signal).catch(() => 'gone');
  await expect.poll(received).toBe(2);
  gone.abort();
  expect(await given).toBe('gone');
  await expect.poll(closed).toBe(1);
  const last = get('orders?find=last');
  await expect.poll(received).toBe(3);

  readings[0]?.end('{}');
  expect((await first).status).toBe(200);
  await expect.poll(what).toEqual(['users ', 'orders last']);
  readings[1]?.end('{}');
  expect((await last).status).toBe(200);
});
