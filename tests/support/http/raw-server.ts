import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface RawRequest {
  readonly socket: Socket;
  /** Head and body, each byte as one character. */
  readonly text: string;
  /** Number of the request, from 0, over all connections. */
  readonly number: number;
}

export interface RawServer {
  readonly url: URL;
  readonly requests: RawRequest[];
  /** Open connections. */
  readonly sockets: Set<Socket>;
  /** Connections so far. */
  readonly accepted: () => number;
}

/**
 * A server over plain sockets, closed when the test ends: what it sends, and when, is up to the test.
 * @param onRequest receives each request once it is complete
 */
export async function startRawServer(onRequest: (request: RawRequest) => void): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  let accepted = 0;
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    accepted++;
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.on('end', () => socket.end());
    let received = '';
    socket.on('data', (bytes: Buffer) => {
      received += bytes.toString('latin1');
      for (let end = endOf(received); end > 0; end = endOf(received)) {
        const request = { socket, text: received.slice(0, end), number: requests.length };
        received = received.slice(end);
        requests.push(request);
        onRequest(request);
      }
    });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return { url, requests, sockets, accepted: () => accepted };
}

/** Length of the first complete request; 0 where there is none. */
function endOf(received: string): number {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return 0;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(received.slice(0, headEnd))?.[1] ?? 0);
  const end = headEnd + 4 + length;
  return received.length < end ? 0 : end;
}
