import http from 'node:http';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';
import { refuseUndocumented } from './documented.ts';
import type { ServiceUrls } from './urls.ts';

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  /** Parsed JSON; undefined where the answer is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

export interface SendOptions {
  readonly json?: unknown;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | undefined;
  /** Whether the address belongs to a service, so that its document must contain the status. @default true */
  readonly documented?: boolean;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });

/** One HTTP call over kept connections. Throws for no status but one that the API's own document leaves out. */
export function send(method: string, url: string, options: SendOptions = {}): Promise<Answer> {
  const payload = options.json === undefined ? options.body : JSON.stringify(options.json);
  const headers = {
    ...(options.json !== undefined && { 'content-type': 'application/json' }),
    ...(payload !== undefined && { 'content-length': String(Buffer.byteLength(payload)) }),
    ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
    ...options.headers,
  };
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const { statusCode: status = 0, headers: answered } = response;
        try {
          if (options.documented ?? true) refuseUndocumented(method, url, status);
          resolve({ status, headers: answered, text, body: parsed(text) });
        } catch (error) {
          reject(error);
        }
      });
    });
    request.on('error', reject);
    request.end(payload);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface TestUser {
  readonly id: number;
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

export interface Line {
  readonly menu_id: number;
  readonly quantity: number;
}

let names = 0;
/** Returns a name that is unique, also across test runs on one running system. */
export const uniqueName = (): string => `user-${Date.now().toString(36)}-${process.pid}-${names++}`;

/** The system as its clients use it. */
export function createApi(urls: ServiceUrls) {
  async function newUser(): Promise<TestUser> {
    const username = uniqueName();
    const password = 'correct horse';
    const signedUp = await send('POST', `${urls.user}/signup`, {
      json: { username, email: `${username}@example.com`, password },
    });
    const { body } = await send('POST', `${urls.user}/login`, { json: { username, password } });
    return { id: signedUp.body.id, username, password, token: body.access_token };
  }
  const order = (
    user: Pick<TestUser, 'token'>,
    items: readonly Line[],
    headers: Record<string, string> = {},
  ) =>
    send('POST', `${urls.order}/orders`, {
      token: user.token,
      headers,
      json: { items, address: '서울시 강남구 123-45', phone: '010-1234-5678' },
    });
  const getOrder = (id: number) => send('GET', `${urls.order}/orders/${id}`);
  const cancel = (id: number, token?: string) => send('POST', `${urls.order}/orders/${id}/cancel`, { token });
  const menu = (id: number) => send('GET', `${urls.restaurant}/menus/${id}`);
  const stockOf = async (id: number): Promise<number> => (await menu(id)).body.inventory;
  async function setStock(id: number, wanted: number): Promise<void> {
    const difference = wanted - (await stockOf(id));
    if (difference === 0) return;
    const path = difference > 0 ? `/inventory/${id}/restore` : `/inventory/${id}`;
    await send('PUT', urls.restaurant + path, { json: { quantity: Math.abs(difference) } });
  }
  const chaos = (service: ServiceName, name: string, json: unknown) =>
    send('POST', `${urls[service]}/chaos/${name}`, { json });
  async function calm(): Promise<void> {
    await Promise.all(SERVICE_NAMES.map((service) => send('DELETE', `${urls[service]}/chaos`)));
  }
  return { urls, newUser, order, getOrder, cancel, menu, stockOf, setStock, chaos, calm };
}

export function countBy<T>(values: readonly T[], key: (value: T) => string | number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[key(value)] = (counts[key(value)] ?? 0) + 1;
  return counts;
}
