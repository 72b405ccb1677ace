import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzip } from 'node:zlib';
import type { Signal } from '#shared/telemetry/otlp/text';
import { joined, readChunks } from '../http/body.ts';
import type { Guard } from '../http/boundary.ts';
import { sendJson } from '../http/send.ts';
import type { ReceiveBuffer } from '../traces/receive-buffer.ts';

/** Forwards a received body. */
export type Onward = (signal: Signal, body: Buffer) => void;

const SIGNAL = /^\/v1\/(traces|logs|metrics)(?:\?|$)/;
const TAKEN = '{}';
const TAKEN_HEADERS = { 'content-type': 'application/json', 'content-length': TAKEN.length };
const BLANKS: ReadonlySet<number> = new Set(Buffer.from(' \t\r\n'));
const [OPENING, CLOSING] = Buffer.from('{}');
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;
const JSON_TYPE = /^application\/json\s*(;|$)/i;
const WRONG_TYPE =
  'Only OTLP as JSON is accepted: send it with content-type application/json (OTEL_EXPORTER_OTLP_PROTOCOL=http/json).';

/** Receives the functions' OTLP over HTTP. Bodies are stored unparsed and parsed only when traces are viewed. */
export class Receiver {
  readonly #buffer: ReceiveBuffer;
  /** Is given every body that was taken. */
  onward: Onward | undefined;

  constructor(buffer: ReceiveBuffer, onward?: Onward) {
    this.#buffer = buffer;
    this.onward = onward;
  }

  /** Handles an OTLP request. Returns false for other requests. */
  handle(request: IncomingMessage, response: ServerResponse, guard: Guard): boolean {
    const signal = SIGNAL.exec(request.url ?? '')?.[1];
    if (signal !== 'traces' && signal !== 'logs' && signal !== 'metrics') return false;
    this.#receive(signal, request, response, guard);
    return true;
  }

  #receive(signal: Signal, request: IncomingMessage, response: ServerResponse, guard: Guard): void {
    const refuse = (status: number, message: string): void => refuseWith(request, response, status, message);
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (request.method !== 'POST') refuse(405, 'Only POST is allowed.');
    else if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) refuse(415, WRONG_TYPE);
    else if (encoding !== 'identity' && encoding !== 'gzip') {
      refuse(415, 'Allowed content-encoding: identity or gzip.');
    } else {
      const unpacked = guard((error: Error | null, bytes: Buffer) => {
        if (error) refuse(400, `The body cannot be unpacked: ${error.message}.`);
        else this.#take(signal, [bytes], response, refuse);
      });
      readChunks(
        request,
        guard((chunks) => {
          if (!chunks) refuse(413, 'A body may have at most 6 MB.');
          else if (encoding === 'identity') this.#take(signal, chunks, response, refuse);
          else gunzip(joined(chunks), { maxOutputLength: MAX_UNPACKED_BYTES }, unpacked);
        }),
      );
    }
  }

  #take(
    signal: Signal,
    chunks: readonly Buffer[],
    response: ServerResponse,
    refuse: (status: number, message: string) => void,
  ): void {
    if (!seemsObject(chunks)) {
      refuse(400, 'The body is not a JSON object.');
      return;
    }
    if (signal !== 'metrics') this.#buffer.take(signal, ...chunks);
    this.onward?.(signal, joined(chunks));
    response.writeHead(200, TAKEN_HEADERS);
    response.end(TAKEN);
  }
}

/** Checks only the first and last non-blank byte, so that a wrong body is refused without parsing every body. */
function seemsObject(chunks: readonly Buffer[]): boolean {
  return firstByte(chunks) === OPENING && lastByte(chunks) === CLOSING;
}

function firstByte(chunks: readonly Buffer[]): number | undefined {
  for (const chunk of chunks) {
    const byte = chunk.find(isFilled);
    if (byte !== undefined) return byte;
  }
  return undefined;
}

function lastByte(chunks: readonly Buffer[]): number | undefined {
  for (const chunk of chunks.toReversed()) {
    const byte = chunk.findLast(isFilled);
    if (byte !== undefined) return byte;
  }
  return undefined;
}

const isFilled = (byte: number): boolean => !BLANKS.has(byte);

function refuseWith(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  message: string,
): void {
  request.resume();
  sendJson(response, status, { message });
}
