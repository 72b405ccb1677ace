import { once } from 'node:events';
import { createServer as createPlainServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import { afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createHttpClient } from '#shared/http-client/client';
import { type Certificate, drawCertificate } from './tls-front.ts';

const TRUSTED = getCACertificates('default');
const GET = { method: 'GET', path: '/', headers: {} } as const;
const LIMITS = { timeoutMs: 10_000 };

describe('the HTTP client over TLS', { tags: 'openssl' }, () => {
  let certificate: Certificate;
  let certificateOfAnother: Certificate;

  beforeAll(() => {
    certificate = drawCertificate('localhost');
    certificateOfAnother = drawCertificate('another.example');
  });
  beforeEach(() => setDefaultCACertificates([...TRUSTED, certificate.cert, certificateOfAnother.cert]));
  afterEach(() => setDefaultCACertificates(TRUSTED));

  async function serve(shown: Certificate = certificate) {
    const sockets: TLSSocket[] = [];
    const resumed: boolean[] = [];
    const server: Server = createServer(shown, (request, response) => {
      response.end(`${request.headers.host} ${(request.socket as TLSSocket).alpnProtocol}`);
    });
    server.on('secureConnection', (socket) => {
      sockets.push(socket);
      resumed.push(socket.isSessionReused());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = new URL(`https://localhost:${port}`);
    const client = createHttpClient({ url, mostConnections: 2 });
    onTestFinished(() => {
      client.close();
      server.closeAllConnections();
      server.close();
    });
    return { server, sockets, resumed, client, url };
  }

  test('a server whose certificate is trusted is called, as HTTP/1.1, on a connection that is kept', async () => {
    const { client, sockets, url } = await serve();

    for (let n = 0; n < 3; n++) {
      expect((await client.request(GET, LIMITS)).body.toString()).toBe(`${url.host} http/1.1`);
    }

    expect(sockets).toHaveLength(1);
  });

  test('a new connection resumes the session of the last one', async () => {
    const { client, sockets, resumed } = await serve();
    await client.request(GET, LIMITS);
    await client.request(GET, LIMITS);
    for (const socket of sockets) socket.destroy();
    await expect
      .poll(() =>
        client.request(GET, LIMITS).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);

    expect(resumed).toEqual([false, true]);
  });

  test('a server with an untrusted certificate does not get the request', async () => {
    const { client, server } = await serve();
    let requests = 0;
    server.on('request', () => requests++);
    setDefaultCACertificates(TRUSTED);

    await expect(client.request(GET, LIMITS)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });

    expect(requests).toBe(0);
  });

  test('nor does one whose certificate is of another', async () => {
    const { client } = await serve(certificateOfAnother);

    await expect(client.request(GET, LIMITS)).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  test('a server that does not speak TLS is an error, and not an answer', async () => {
    const plain = createPlainServer((_, response) => response.end('plain'));
    plain.listen(0, '127.0.0.1');
    onTestFinished(() => void plain.close());
    await once(plain, 'listening');
    const url = new URL(`https://localhost:${(plain.address() as AddressInfo).port}`);

    await expect(createHttpClient({ url, mostConnections: 1 }).request(GET, LIMITS)).rejects.toThrow();
  });
});
