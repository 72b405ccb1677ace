import type { APIGatewayProxyResult } from 'aws-lambda';
import { CORS_HEADERS } from './cors.ts';

export interface ReplyOptions {
  /** @default the status of the route */
  readonly status?: number;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer with a status or headers of its own; a handler that needs neither returns the bare body. */
export class Reply<Body> {
  readonly body: Body;
  readonly options: ReplyOptions;

  constructor(body: Body, options: ReplyOptions) {
    this.body = body;
    this.options = options;
  }
}

/** A body that is JSON text already, such as one kept in a cache. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export function reply<Body>(body: Body, options: ReplyOptions): Reply<Body> {
  return new Reply(body, options);
}

/** Passes cached JSON through without parsing it. */
export function jsonText(text: string, options: ReplyOptions = {}): Reply<JsonText> {
  return new Reply(new JsonText(text), options);
}

/** Converts an answer to API Gateway's form. */
export function toResult(answer: unknown, status: number, requestId: string): APIGatewayProxyResult {
  const { body, options } = answer instanceof Reply ? answer : { body: answer, options: {} as ReplyOptions };
  const isEmpty = body === undefined;
  return {
    statusCode: options.status ?? status,
    headers: {
      ...(!isEmpty && { 'content-type': 'application/json' }),
      'x-request-id': requestId,
      ...CORS_HEADERS,
      ...options.headers,
    },
    body: isEmpty ? '' : body instanceof JsonText ? body.text : JSON.stringify(body),
  };
}
