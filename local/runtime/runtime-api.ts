import net from 'node:net';
import type { Duplex } from 'node:stream';
import { type Invocation, MAX_PAYLOAD_BYTES } from './invocation.ts';
import { RequestReader, type RuntimeRequest } from './request-reader.ts';

export type Verdict = 'accepted' | 'unknown' | 'repeated' | 'too-large';

/** Callbacks of an environment for the calls of its runtime. */
export interface RuntimeCalls {
  /** The runtime requests the next event, so the environment is free. */
  next(): void;
  response(id: string, payload: Buffer): Verdict;
  error(id: string, payload: Buffer): Verdict;
  initError(payload: Buffer): void;
}

const API = '/2018-06-01/runtime/';
/** How the request lines begin. */
const NEXT = `GET ${API}invocation/next `;
const OUTCOME = `POST ${API}invocation/`;
const INIT_ERROR = `POST ${API}init/error `;
const answer = (status: string, body: string) =>
  `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const refusal = (status: string, errorType: string, errorMessage: string) =>
  answer(status, JSON.stringify({ errorMessage, errorType }));
const NOT_FOUND = answer('404 Not Found', '{}');
const ANSWERS: Record<Verdict, string> = {
  accepted: answer('202 Accepted', '{"status":"OK"}'),
  unknown: refusal('400 Bad Request', 'InvalidRequestID', 'Invalid request ID'),
  repeated: refusal('403 Forbidden', 'InvalidStateTransition', 'State transition is not allowed'),
  'too-large': refusal(
    '413 Payload Too Large',
    'RequestEntityTooLarge',
    `Exceeded maximum allowed payload size (${MAX_PAYLOAD_BYTES} bytes).`,
  ),
};

/**
 * The Lambda Runtime API of one environment. The Node bootstrap uses an inherited socket pair, so no other process can
 * connect and nothing must be cleaned up. A custom runtime uses TCP.
 */
export class RuntimeApi {
  readonly #calls: RuntimeCalls;
  readonly #sockets = new Set<Duplex>();
  #server: net.Server | undefined;
  #waiting: Duplex | undefined;
  /** An answer that is sent together with the next event, which the runtime requested in the same write. */
  #held = '';

  constructor(calls: RuntimeCalls) {
    this.#calls = calls;
  }

  /** Opens the API on a port of the loopback interface and returns its address. */
  async listen(): Promise<string> {
    const server = net.createServer({ noDelay: true }, (socket) => this.serve(socket));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      // a later error belongs to a single connection, so the settled promise may ignore it
      server.on('error', reject).listen({ host: '127.0.0.1', port: 0 }, resolve);
    });
    const address = server.address();
    return typeof address === 'object' && address ? `127.0.0.1:${address.port}` : '';
  }

  serve(socket: Duplex): void {
    this.#sockets.add(socket);
    const reader = new RequestReader(MAX_PAYLOAD_BYTES * 2, {
      request: (request) => this.#route(socket, request),
      expectContinue: () => socket.write('HTTP/1.1 100 Continue\r\n\r\n'),
      abuse: () => socket.destroy(),
    });
    socket.on('data', (chunk: Buffer) => reader.push(chunk));
    socket.on('error', () => {}); // only the end of the process matters
    socket.on('close', () => this.#sockets.delete(socket));
  }

  deliver(invocation: Invocation): void {
    const { event, switchesVersion } = invocation;
    const version = switchesVersion === undefined ? '' : `Local-Switches-Version: ${switchesVersion}\r\n`;
    this.#waiting?.write(
      `${this.#held}HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: ${invocation.id}\r\n` +
        `Lambda-Runtime-Deadline-Ms: ${invocation.deadlineMs}\r\nLambda-Runtime-Invoked-Function-Arn: ${invocation.arn}\r\n` +
        `Lambda-Runtime-Trace-Id: ${invocation.traceId}\r\n${version}Content-Length: ${Buffer.byteLength(event)}\r\n\r\n${event}`,
    );
    this.#waiting = undefined;
    this.#held = '';
  }

  close(): void {
    this.#server?.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #route(socket: Duplex, { line, body, pipelined }: RuntimeRequest): void {
    if (line.startsWith(NEXT)) {
      this.#waiting = socket;
      this.#calls.next();
    } else if (line.startsWith(OUTCOME)) {
      const idEnd = line.indexOf('/', OUTCOME.length);
      const id = line.slice(OUTCOME.length, idEnd);
      const isResponse = line.startsWith('response ', idEnd + 1);
      const verdict = isResponse ? this.#calls.response(id, body) : this.#calls.error(id, body);
      if (pipelined) this.#held += ANSWERS[verdict];
      else socket.write(ANSWERS[verdict]);
    } else if (line.startsWith(INIT_ERROR)) {
      this.#calls.initError(body);
      socket.write(ANSWERS.accepted);
    } else socket.write(NOT_FOUND);
  }
}
