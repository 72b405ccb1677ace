import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Guard } from '../http/boundary.ts';
import { send } from '../http/send.ts';
import { listTraces } from './list-traces.ts';
import { notePage } from './pages/layout.ts';
import { listPage } from './pages/list-page.ts';
import { SECURITY_HEADERS } from './pages/script.ts';
import { tracePage } from './pages/trace-page.ts';
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
const TRACE = /^\/traces\/([^/]+?)(\.json)?$/;
const TRACE_ID = /^[\da-f]{32}$/i;
const NO_ID = 'A trace id has 32 hexadecimal digits, such as the header x-trace-id contains.';
/** Age up to which more spans may arrive: functions send them up to a second after the answer. */
const FRESH_MS = 2_500;

/** Serves traces as pages (`/traces`, `/traces/<id>`) and as JSON (`….json`). */
export function createTracesApi({ store, buffer, refresh }: TracesApiParts): TracesApi {
  return (request, response, guard) => {
    if (!MINE.test(request.url ?? '')) return false;
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const [, id, json] = TRACE.exec(url.pathname) ?? [];
    const isList = url.pathname === '/traces' || url.pathname === '/traces.json';
    if (id === undefined && !isList) return false;
    request.resume();
    guard(async () => {
      await refresh();
      if (id === undefined) showList(store, url, response);
      else showTrace({ store, buffer }, id, json !== undefined, response);
    })();
    return true;
  };
}

function showList(store: TraceStore, { pathname, searchParams }: URL, response: ServerResponse): void {
  const filter = readFilter(searchParams);
  const list = listTraces(store, filter);
  if (pathname.endsWith('.json')) sendDocument(response, 200, list);
  else sendPage(response, 200, listPage(list, filter));
}

function showTrace(
  { store, buffer }: Pick<TracesApiParts, 'store' | 'buffer'>,
  id: string,
  asJson: boolean,
  response: ServerResponse,
): void {
  const refuse = (status: number, title: string, sentence: string): void => {
    if (asJson) sendDocument(response, status, { message: sentence });
    else sendPage(response, status, notePage(title, sentence));
  };
  if (!TRACE_ID.test(id)) {
    refuse(400, 'No trace id', NO_ID);
    return;
  }
  const traceId = id.toLowerCase();
  const [trace, kept] = [readTrace(store, traceId), store.find(traceId)];
  if (!trace || !kept) {
    refuse(404, 'No such trace', whyMissing(store, buffer, traceId));
  } else if (asJson) sendDocument(response, 200, trace);
  else {
    const options = {
      summary: kept.summary(),
      summaryOf: (other: string) => summaryOf(store, other),
      isFresh: Date.now() - kept.touchedMs < FRESH_MS,
    };
    sendPage(response, 200, tracePage(trace, options));
  }
}

function whyMissing(store: TraceStore, { droppedBodies }: ReceiveBuffer, traceId: string): string {
  const { traces } = store.limits;
  if (store.wasEvicted(traceId)) return `Trace ${traceId} was evicted: only the last ${traces} are kept.`;
  const none = `There is no trace ${traceId}; its spans arrive up to a second after they end.`;
  return droppedBodies === 0
    ? none
    : `${none} Or it was dropped before it was read, to make room for newer ones.`;
}

function summaryOf(store: TraceStore, traceId: string) {
  const trace = store.find(traceId);
  return trace && trace.spans > 0 ? trace.summary() : undefined;
}

function sendDocument(response: ServerResponse, status: number, answer: unknown): void {
  const text = `${JSON.stringify(answer, undefined, 2)}\n`;
  send(response, status, text, { ...SECURITY_HEADERS, 'content-type': 'application/json' });
}

function sendPage(response: ServerResponse, status: number, text: string): void {
  send(response, status, text, { ...SECURITY_HEADERS, 'content-type': 'text/html; charset=utf-8' });
}
