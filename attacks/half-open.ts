import { connect } from 'node:net';
import type { Random } from '#simulation/random';

/** The end of the connection: the server's status, closed without one, or still open. */
export type HalfOpenEnd = number | 'closed' | 'still open';

const STARTS = [
  'G',
  'GET /health',
  'GET /health HTTP/1.1\r\nHost: localhost\r\n',
  'POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"items":',
  'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n',
  'POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"resourceSpans":[',
  'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab',
];
const STATUS = /^HTTP\/1\.[01] (\d{3})/;

/** Sends part of a request and nothing more, and waits until the server ends the connection. */
export function halfOpen(random: Random, port: number, limitMs: number): Promise<HalfOpenEnd> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    const finish = (end: HalfOpenEnd): void => {
      clearTimeout(limit);
      socket.destroy();
      resolve(end);
    };
    const limit = setTimeout(() => finish('still open'), limitMs);
    socket.on('connect', () => socket.write(random.pick(STARTS)));
    socket.on('data', (data) => {
      received += data.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => finish(Number(STATUS.exec(received)?.[1]) || 'closed'));
  });
}
