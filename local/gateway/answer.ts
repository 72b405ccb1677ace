import type http from 'node:http';

export interface Answer {
  readonly status: number;
  /** Node's flat header list: names and values alternate. */
  readonly headers: string[];
  readonly body: string | Buffer;
}

interface ProxyResult {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>> | null;
  readonly multiValueHeaders?: Readonly<Record<string, readonly unknown[]>> | null;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
}

/** Headers that the HTTP server writes itself. */
const OWN_HEADERS = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding']);
const NO_CONTENT = 204;
const NOT_MODIFIED = 304;

const isRecord = (value: unknown): boolean =>
  value == null || (typeof value === 'object' && !Array.isArray(value));

/** Reads a function's result as a Lambda proxy integration does; `undefined` if the result is malformed. */
export function readAnswer(payload: Buffer): Answer | undefined {
  try {
    const result: unknown = JSON.parse(payload.toString());
    return typeof result === 'object' && result !== null ? toAnswer(result) : undefined;
  } catch {
    return undefined; // not JSON, or a value cannot be converted to a number or a string
  }
}

function toAnswer(result: ProxyResult): Answer | undefined {
  const status = Number(result.statusCode);
  const body = result.body ?? '';
  if (!Number.isInteger(status) || status < 200 || status > 599 || typeof body !== 'string') return undefined;
  const { headers, multiValueHeaders } = result;
  if (!isRecord(headers) || !isRecord(multiValueHeaders)) return undefined;
  const out: string[] = [];
  for (const name in multiValueHeaders) {
    const list = multiValueHeaders[name];
    if (!Array.isArray(list)) return undefined;
    for (const value of list) addHeader(out, name, value);
  }
  for (const name in headers) {
    if (!multiValueHeaders || !(name in multiValueHeaders)) addHeader(out, name, headers[name]);
  }
  if (!hasHeader(out, 'content-type')) out.push('content-type', 'application/json');
  return { status, headers: out, body: result.isBase64Encoded === true ? Buffer.from(body, 'base64') : body };
}

function addHeader(out: string[], name: string, value: unknown): void {
  if (!OWN_HEADERS.has(name.toLowerCase())) out.push(name, String(value));
}

export function hasHeader(headers: readonly string[], lowerName: string): boolean {
  return headerOf(headers, lowerName) !== undefined;
}

/** The first header of this name. */
export function headerOf(headers: readonly string[], lowerName: string): string | undefined {
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at];
    if (name?.length === lowerName.length && name.toLowerCase() === lowerName) return headers[at + 1];
  }
  return undefined;
}

/** Writes the answer unless the caller has disconnected. Throws if Node rejects a header. */
export function sendAnswer(
  response: http.ServerResponse,
  answer: Answer,
  requestId: string,
  gatewayId: string,
): void {
  if (response.destroyed) return;
  const { headers, body, status } = answer;
  if (!hasHeader(headers, 'x-request-id')) headers.push('x-request-id', requestId);
  headers.push('x-amzn-RequestId', gatewayId);
  if (status !== NO_CONTENT && status !== NOT_MODIFIED) {
    headers.push('content-length', String(typeof body === 'string' ? Buffer.byteLength(body) : body.length));
  }
  response.writeHead(status, headers);
  response.end(body);
}
