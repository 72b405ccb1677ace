import { onTestFinished } from 'vitest';
import { createLog } from '#local/host/log';
import { createHttpServer } from '#local/http/http-server';
import { type Onward, Receiver } from '#local/telemetry/receiver';
import { ReceiveBuffer } from '#local/traces/receive-buffer';
import { TraceStore } from '#local/traces/trace-store';
import { createTracesApi } from '#local/traces/traces-api';
import { type TestSpan, tracesBody } from './test-spans.ts';

/** Serves the receiver and the pages of traces for one test. */
export async function startTracesServer(onward?: Onward, waiting: { waitingBytes?: number } = {}) {
  const store = new TraceStore({ traces: 5 });
  const buffer = new ReceiveBuffer(store, waiting);
  const receiver = new Receiver(buffer, onward);
  const api = createTracesApi({ store, buffer, refresh: () => buffer.read() });
  const server = createHttpServer(
    (request, response, guard) => {
      if (receiver.handle(request, response, guard) || api(request, response, guard)) return;
      response.writeHead(418).end();
    },
    { purpose: 'traces', log: createLog('silent'), guarded: true },
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      method: 'POST',
      body: new Uint8Array(Buffer.from(body)),
      headers: { 'content-type': 'application/json', ...headers },
    });
  return {
    url,
    buffer,
    post,
    add: (service: string, spans: readonly TestSpan[]) => post('/v1/traces', tracesBody(service, spans)),
    get: async (path: string) => {
      const answer = await fetch(url + path);
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    },
  };
}
