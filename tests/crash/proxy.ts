import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type Call, type Caller, type Dependency, describeHttp } from './calls.ts';
import { pidOfAddress } from './own-address.ts';

/** A fault of one attempt at a call. */
export type Fault =
  /** The calling process is killed before the request arrives; it arrives later, when the test releases it. */
  | 'killed before'
  /** The calling process is killed after the effect, before it receives the answer. */
  | 'killed after'
  /** The effect happens, then the connection breaks. */
  | 'answer dropped'
  /** No answer comes until the caller times out; the request arrives later, when the test releases it. */
  | 'timed out'
  /** The connection breaks at once. */
  | 'refused';

export interface FaultProxyOptions {
  readonly dependency: Dependency;
  /** Called for every attempt. */
  readonly faultOf: (call: Call) => Fault | undefined;
  /** The processes whose calls are distinguished, by pid. */
  readonly watched: () => ReadonlyMap<number, string>;
  /** Receives the requests that are delivered late. */
  readonly late: (() => Promise<void>)[];
}

export interface FaultProxy extends AsyncDisposable {
  readonly url: string;
  /** Address to forward to; set once that server runs. */
  target: string;
}

/** A proxy between the functions and one HTTP dependency. */
export async function startHttpProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const proxy = { target: '' };

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { socket } = incoming;
    const caller = callerOf(socket, options.watched);
    const body = await buffer(incoming);
    const { method = 'GET', url: path = '/', headers } = incoming;
    const described = describeHttp(options.dependency, { method, path, headers, body: body.toString() });
    const fault = options.faultOf({ ...described, caller });
    const deliver = (): Promise<Received> => forward(proxy.target, incoming, body);
    const isLate = fault === 'timed out' || fault === 'killed before';
    if (isLate) options.late.push(() => deliver().then(() => undefined));
    switch (fault) {
      case 'timed out':
        return;
      case 'refused':
      case 'killed before':
        break;
      default: {
        const received = await deliver();
        if (fault === undefined) {
          outgoing.writeHead(received.status, received.headers).end(received.body);
          return;
        }
      }
    }
    if (caller && fault?.startsWith('killed')) kill(caller.pid);
    socket.destroy();
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  server.keepAliveTimeout = 0;
  return Object.assign(proxy, await opened(server, 'http'), {
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await closed(server);
    },
  });
}

export async function opened(server: Server, protocol: string): Promise<{ readonly url: string }> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export async function closed(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // The process has already ended.
  }
}

export function callerOf(
  { remoteAddress }: Socket,
  watched: FaultProxyOptions['watched'],
): Caller | undefined {
  const pid = pidOfAddress(remoteAddress);
  const name = watched().get(pid);
  return name === undefined ? undefined : { pid, function: name };
}

interface Received {
  readonly status: number;
  readonly headers: string[];
  readonly body: Buffer;
}

const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];

function forward(
  target: string,
  { method, url = '/', headers }: IncomingMessage,
  body: Buffer,
): Promise<Received> {
  const { hostname, port } = new URL(target);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path: url, headers, agent: false }, async (answer) => {
      const received = await buffer(answer).catch(reject);
      if (!received) return;
      const kept = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
        HOP_BY_HOP.includes(name) ? [] : values.flatMap((value) => [name, value]),
      );
      const length = ['content-length', String(received.length)];
      resolve({ status: answer.statusCode ?? 0, headers: [...kept, ...length], body: received });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
