import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { send } from '#tests/support/api/client';
import type { ServiceUrls } from '#tests/support/api/urls';

const ORDERS = '/api/orders/orders';

/** A gateway behind which one portion of a menu disappears with every order that is confirmed. */
export async function thievingGateway(urls: ServiceUrls, menuId: number) {
  const steal = () => send('PUT', `${urls.restaurant}/inventory/${menuId}`, { json: { quantity: 1 } });
  const server = createServer((incoming, outgoing) => {
    void forward(incoming, outgoing).catch(() => outgoing.destroy());
  });

  async function forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = incoming;
    const forwarded = request(urls.gateway + url, { method, headers });
    forwarded.end(await buffer(incoming));
    const [answer] = (await once(forwarded, 'response')) as [IncomingMessage];
    const body = await buffer(answer);
    if (method === 'POST' && url === ORDERS && answer.statusCode === 201) await steal();
    outgoing.writeHead(answer.statusCode ?? 0, answer.headers).end(body);
  }

  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
