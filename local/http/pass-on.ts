import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { Guard } from './boundary.ts';
import { endToEnd, lengthOf } from './hop-headers.ts';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly guard: Guard;
}

export interface Destination {
  readonly origin: URL;
  readonly agent?: http.Agent;
  /** Headers that are forwarded in neither direction, in lower case. */
  readonly isDropped?: (name: string) => boolean;
  /** Further headers for the destination: names and values by turns. */
  readonly headers?: readonly string[];
  /** The body, if it was read already. */
  readonly body?: Buffer;
  /** Answers in place of a destination that does not. */
  readonly unreachable: () => void;
}

const UNAVAILABLE = 503;

/** Forwards a request with its path, and returns the answer byte for byte. */
export function passOn({ request, response, guard }: Exchange, destination: Destination): void {
  const { origin, agent, isDropped, headers = [], body, unreachable } = destination;
  const { method = 'GET', url = '/', rawHeaders } = request;
  const onward = (origin.protocol === 'https:' ? https : http).request(origin, {
    ...(agent && { agent }),
    method,
    path: url,
    headers: ['host', origin.host, ...endToEnd(rawHeaders, isDropped), ...headers, ...lengthOf(request)],
  });
  const onAnswer = (answer: IncomingMessage): void => {
    answer.on('error', () => response.destroy());
    response.writeHead(answer.statusCode ?? UNAVAILABLE, endToEnd(answer.rawHeaders, isDropped));
    answer.pipe(response);
  };
  onward.on('response', guard(onAnswer));
  onward.on('error', () => {
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    request.unpipe();
    request.resume();
    unreachable();
  });
  response.on('close', () => onward.destroy());
  if (body) onward.end(body);
  else request.pipe(onward);
}
