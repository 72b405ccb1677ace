import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { createLog } from '#local/host/log';
import type { RequestHandler } from '#local/http/boundary';
import { createHttpServer, type HttpServerOptions } from '#local/http/http-server';

/** A connection that sends exactly the bytes it is given. */
export interface RawConnection {
  readonly socket: Socket;
  send(text: string): void;
  /** All that came so far. */
  received(): string;
  /** Resolves once this text has come. */
  until(text: string): Promise<void>;
  /** Resolves with all that came, once the other side has closed. */
  closed(): Promise<string>;
}

export function rawConnection(port: number): RawConnection {
  const socket = connect({ port, host: '127.0.0.1' });
  onTestFinished(() => {
    socket.destroy();
  });
  let text = '';
  socket.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  let isClosed = false;
  socket
    .on('error', () => undefined)
    .on('close', () => {
      isClosed = true;
    });
  return {
    socket,
    send: (more) => void socket.write(more),
    received: () => text,
    until: async (wanted) => {
      await expect.poll(() => text).toContain(wanted);
    },
    closed: async () => {
      await expect.poll(() => isClosed).toBe(true);
      return text;
    },
  };
}

/** Answers with the request line and the requested host. */
export const echo: RequestHandler = (request, response) => {
  request.resume();
  request.on('end', () => response.end(`${request.method} ${request.url} for ${request.headers.host}`));
};

/** Limits that a test reaches in milliseconds. */
export const QUICK_LIMITS = { receiveMs: 150, sweepMs: 20, lingerMs: 50, idleMs: 60_000 };

/** The body of every refusal. */
export const ERROR_FORM = {
  detail: expect.any(String),
  code: expect.any(String),
  request_id: expect.any(String),
};

/** The JSON body of an answer that came over a raw connection. */
export const bodyOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));

/** A server of {@link createHttpServer} on any port, with what it logs. */
export async function startTestServer(handler: RequestHandler, options: Partial<HttpServerOptions> = {}) {
  const lines: string[] = [];
  const write = (text: string): void => {
    lines.push(text);
  };
  const log = { ...createLog('debug'), debug: write, info: write, warn: write, error: write };
  const server = createHttpServer(handler, { purpose: 'test', log, ...options });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { server, port, url: `http://127.0.0.1:${port}`, lines, connect: () => rawConnection(port) };
}
