import http, { type ServerResponse } from 'node:http';
import { Listener } from '#local/http/listener';
import { passOn } from '#local/http/pass-on';
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
  const origin = new URL(`http://${store.host}:${store.port}`);
  listener.serve((request, response, guard) =>
    passOn(
      { request, response, guard },
      { origin, agent, isDropped: isOfPages, unreachable: () => refuse(response) },
    ),
  );
  return {
    port: listener.port,
    async close() {
      await listener.close();
      agent.destroy();
    },
  };
}

function refuse(response: ServerResponse): void {
  const body = {
    __type: 'com.amazonaws.dynamodb.v20120810#ServiceUnavailable',
    message: 'DynamoDB is down',
  };
  sendJson(response, UNAVAILABLE, body, { 'content-type': 'application/x-amz-json-1.0' });
}
