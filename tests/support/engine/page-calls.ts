import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';

export interface PageAnswer {
  readonly status: number | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** One call with exactly these headers; `fetch` would not send a Host of ours. */
export async function callWith(
  url: string,
  headers: Readonly<Record<string, string>>,
  { method = 'POST', body = '{}' } = {},
): Promise<PageAnswer> {
  const request = http.request(url, { method, headers, agent: false });
  request.end(body);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** Headers of calls from a rebound name, from a page of another origin and from one of another site. */
const PAGES: readonly Readonly<Record<string, string>>[] = [
  { host: 'evil.example' },
  { origin: 'http://evil.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
];

/** The answers to a call as web pages of others would make it. */
export function callAsPages(
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<PageAnswer[]> {
  return Promise.all(PAGES.map((page) => callWith(url, { ...headers, ...page }, { ...(body && { body }) })));
}
