import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { Guard } from '#local/http/boundary';
import { endToEnd, lengthOf } from '#local/http/hop-headers';
import { Listener } from '#local/http/listener';
import { sendJson } from '#local/http/send';
import type { Address } from '../tcp.ts';

const UNAVAILABLE = 503;
const isOfPages = (name: string): boolean => name === 'origin' || name.startsWith('access-control-');

export interface Front {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Opens the DynamoDB address for programs. It refuses calls of foreign web pages and forwards all others to the store,
 * which accepts any Host and allows every Origin to read its answers.
 */
export async function openDynamoDbFront(port: number, store: Address): Promise<Front> {
  const listener = await Listener.open({ port, purpose: 'DynamoDB', guarded: true });
  const agent = new http.Agent({ keepAlive: true });
  listener.serve((request, response, guard) => passOn({ request, response, guard }, store, agent));
  return {
    port: listener.port,
    async close() {
      await listener.close();
      agent.destroy();
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly guard: Guard;
}

function passOn({ request, response, guard }: Exchange, store: Address, agent: http.Agent): void {
  const { method = 'GET', url = '/', rawHeaders } = request;
  const onward = http.request({
    host: store.host,
    port: store.port,
    agent,
    method,
    path: url,
    headers: [
      'host',
      `${store.host}:${store.port}`,
      ...endToEnd(rawHeaders, isOfPages),
      ...lengthOf(request),
    ],
  });
  const onAnswer = (answer: IncomingMessage): void => {
    answer.on('error', () => response.destroy());
    response.writeHead(answer.statusCode ?? UNAVAILABLE, endToEnd(answer.rawHeaders, isOfPages));
    answer.pipe(response);
  };
  onward.on('response', guard(onAnswer));
  onward.on('error', () => {
    if (response.headersSent || response.destroyed) response.destroy();
    else refuse(request, response);
  });
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  request.unpipe();
  request.resume();
  const body = {
    __type: 'com.amazonaws.dynamodb.v20120810#ServiceUnavailable',
    message: 'DynamoDB is down',
  };
  sendJson(response, UNAVAILABLE, body, { 'content-type': 'application/x-amz-json-1.0' });
}
