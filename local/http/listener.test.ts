import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { startRig } from '#tests/support/engine/gateway-rig';
import { EngineError } from '../host/engine-error.ts';
import { createPathRouter } from '../path-router/path-router.ts';
import { Listener } from './listener.ts';

const PORT = { port: 0, purpose: 'order service', variable: 'ORDER_PORT' };

async function openListener(options = PORT): Promise<Listener> {
  const listener = await Listener.open(options);
  onTestFinished(() => listener.close());
  return listener;
}

async function occupy(host: string): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen({ host, port: 0 }, resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

test.each(['127.0.0.1', '0.0.0.0'])(
  'a port taken on %s is one sentence that names the way out',
  async (host) => {
    const port = await occupy(host);

    const opening = Listener.open({ ...PORT, port });

    await expect(opening).rejects.toThrow(EngineError);
    await expect(opening).rejects.toThrow(
      `Port ${port} (order service) is taken by another program; choose another one with ORDER_PORT=<port>.`,
    );
  },
);

test('localhost works whichever IP version it means', async () => {
  const listener = await openListener();
  listener.serve((_, response) => response.end('here'));
  const hosts = [
    '127.0.0.1',
    'localhost',
    ...(networkInterfaces().lo?.some(({ address }) => address === '::1') ? ['[::1]'] : []),
  ];

  for (const host of hosts)
    expect(await (await fetch(`http://${host}:${listener.port}`)).text()).toBe('here');
});

test('nothing is reachable from other machines', async () => {
  const listener = await openListener();
  listener.serve((_, response) => response.end('here'));
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outside = addresses.find(({ internal, family }) => !internal && family === 'IPv4');
  if (!outside) return;

  await expect(fetch(`http://${outside.address}:${listener.port}`)).rejects.toThrow();
});

test('a request that comes before the engine is ready waits for it', async () => {
  const listener = await openListener();
  const early = fetch(`http://127.0.0.1:${listener.port}`);

  listener.serve((_, response) => response.end('ready'));

  expect(await (await early).text()).toBe('ready');
});

test('closing waits for a call in progress', async () => {
  const listener = await openListener();
  let finish = (): void => undefined;
  listener.serve((_, response) => {
    finish = () => response.end('done');
  });
  const call = fetch(`http://127.0.0.1:${listener.port}`);
  const begun = finish;
  await expect.poll(() => finish).not.toBe(begun);

  const closed = listener.close();
  finish();

  expect(await (await call).text()).toBe('done');
  await closed;
  await expect(fetch(`http://127.0.0.1:${listener.port}`)).rejects.toThrow();
});

test('one port serves all services by prefix, and nothing else', async () => {
  const rig = await startRig(
    `export const handler = async (event) => ({ statusCode: 200, body: event.path });`,
  );
  const listener = await openListener();
  listener.serve(createPathRouter({ '/api/orders': rig.api }, () => undefined));
  const at = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${listener.port}${path}`, {
      headers: { 'x-request-id': 'mine' },
    });
    return [answer.status, answer.headers.get('x-request-id'), await answer.text()];
  };

  expect(await at('/api/orders/x/1?a=b')).toEqual([200, 'mine', '/x/1']);
  const notFound = [404, 'mine', '{"detail":"Not Found","code":"not_found","request_id":"mine"}'];
  expect(await at('/api/ordersx/x')).toEqual(notFound);
  expect(await at('/x')).toEqual(notFound);
  expect(await at('/api/orders')).toEqual([403, 'mine', expect.any(String)]);
});
