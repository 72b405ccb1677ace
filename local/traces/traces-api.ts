import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Guard } from '../http/boundary.ts';
import { DATA_HEADERS } from '../http/page-headers.ts';
import { send } from '../http/send.ts';
import { listTraces } from './list-traces.ts';
import type { ReceiveBuffer } from './receive-buffer.ts';
import { readTrace } from './trace-document.ts';
import { readFilter } from './trace-filter.ts';
import type { TraceStore } from './trace-store.ts';

/** Returns true if it handled the request. */
export type TracesApi = (request: IncomingMessage, response: ServerResponse, guard: Guard) => boolean;

interface TracesApiParts {
  readonly store: TraceStore;
  readonly buffer: ReceiveBuffer;
  /** Reads waiting bodies into the store. */
  refresh(): Promise<void>;
}

/** Cheap test for the path, because functions request their fault switches on this port all the time. */
const MINE = /^\/traces\b/;
const LIST = '/traces.json';
const TRACE = /^\/traces\/([^/]+?)\.json$/;
const TRACE_ID = /^[\da-f]{32}$/i;
const NO_ID = 'A trace id has 32 hexadecimal digits, such as the header x-trace-id contains.';

/** Serves traces as JSON: `/traces.json` and `/traces/<id>.json`. The console shows them at the same paths without `.json`. */
export function createTracesApi({ store, buffer, refresh }: TracesApiParts): TracesApi {
  return (request, response, guard) => {
    if (!MINE.test(request.url ?? '')) return false;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const [, id] = TRACE.exec(pathname) ?? [];
    if (id === undefined && pathname !== LIST) return false;
    request.resume();
    guard(async () => {
      await refresh();
      if (id === undefined) sendDocument(response, 200, listTraces(store, readFilter(searchParams)));
      else sendTrace({ store, buffer }, id, response);
    })();
    return true;
  };
}

function sendTrace(
  { store, buffer }: Pick<TracesApiParts, 'store' | 'buffer'>,
  id: string,
  response: ServerResponse,
): void {
  if (!TRACE_ID.test(id)) {
    sendDocument(response, 400, { message: NO_ID });
    return;
  }
  const traceId = id.toLowerCase();
  const trace = readTrace(store, traceId);
  if (trace) sendDocument(response, 200, trace);
  else sendDocument(response, 404, { message: whyMissing(store, buffer, traceId) });
}

function whyMissing(store: TraceStore, { droppedBodies }: ReceiveBuffer, traceId: string): string {
  const { traces } = store.limits;
  if (store.wasEvicted(traceId)) return `Trace ${traceId} was evicted: only the last ${traces} are kept.`;
  const none = `There is no trace ${traceId}; its spans arrive up to a second after they end.`;
  return droppedBodies === 0
    ? none
    : `${none} Or it was dropped before it was read, to make room for newer ones.`;
}

function sendDocument(response: ServerResponse, status: number, answer: unknown): void {
  const text = `${JSON.stringify(answer, undefined, 2)}\n`;
  send(response, status, text, { ...DATA_HEADERS, 'content-type': 'application/json' });
}
