import http, { type ServerResponse } from 'node:http';
import { Listener } from '#local/http/listener';
import { passOn } from '#local/http/pass-on';
import { sendJson } from '#local/http/send';
import type { Address } from '../tcp.ts';
import { askStore } from './ask-store.ts';
import { answerLacked } from './lacked-actions.ts';

const UNAVAILABLE = 503;
const isOfPages = (name: string): boolean => name === 'origin' || name.startsWith('access-control-');

export interface Front {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Opens the DynamoDB address for programs. It refuses calls of foreign web pages, answers what the store lacks and forwards all
 * others to the store, which accepts any Host and allows every Origin to read its answers.
 */
export async function openDynamoDbFront(port: number, store: Address): Promise<Front> {
  const listener = await Listener.open({ port, purpose: 'DynamoDB', guarded: true });
  const agent = new http.Agent({ keepAlive: true });
  const origin = new URL(`http://${store.host}:${store.port}`);
  const ask = (action: string, body: Buffer) => askStore(origin, agent, action, body);
  listener.serve((request, response, guard) => {
    const unreachable = (): void => refuse(response);
    if (answerLacked(request, response, { guard, ask, unreachable })) return;
    passOn({ request, response, guard }, { origin, agent, isDropped: isOfPages, unreachable });
  });
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
