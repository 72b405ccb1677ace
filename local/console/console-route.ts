import type { IncomingMessage, ServerResponse } from 'node:http';
import { newRequestId } from '../http/request-id.ts';
import { send } from '../http/send.ts';
import { CONSOLE_HEADERS } from './security-headers.ts';

/** One call of the console's API. */
export interface ConsoleCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What the groups of the path matched. */
  readonly parts: readonly string[];
  /** The body of PUT and POST; empty for others. */
  readonly body: Buffer;
}

/** A route of the console's API, below `/console/`. */
export interface ConsoleRoute {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Of the path without `/console/`. */
  readonly path: RegExp;
  handle(call: ConsoleCall): unknown;
}

/** Sends text of the console. */
export function sendText(response: ServerResponse, status: number, type: string, text: string): void {
  send(response, status, text, {
    ...CONSOLE_HEADERS,
    'content-type': type,
    'x-request-id': newRequestId(),
  });
}

/** Sends JSON. */
export const sendAsJson = (response: ServerResponse, status: number, value: unknown): void =>
  sendText(response, status, 'application/json', JSON.stringify(value));

/** Refuses a call in one sentence. */
export const refuseCall = (response: ServerResponse, status: number, detail: string): void =>
  sendAsJson(response, status, { detail });
