import { expect, test } from 'vitest';
import { createLog } from '../host/log.ts';
import { createRequestLog, type LoggedRequest, requestLine } from './request-log.ts';
import { createTraceLink, makesLinksClickable } from './trace-link.ts';

const REQUEST: LoggedRequest = {
  method: 'GET',
  path: '/menus',
  status: 200,
  target: 'restaurant/list-menus',
  timing: { queuedMs: 0.04, runMs: 1.26, cold: false },
};

function linesOf(level: 'info' | 'warn', ...requests: LoggedRequest[]): string {
  let out = '';
  const write = (text: string): void => {
    out += text;
  };
  const log = createLog(level, { out: write, err: write, dropped: () => 0 });
  const requestLog = createRequestLog(log);
  for (const request of requests) requestLog(request);
  log.flush();
  return out;
}

test('a request is one line with status, handler time, queue time, warm or cold, and function', () => {
  const cold = { ...REQUEST, timing: { queuedMs: 120, runMs: 12, cold: true } };

  expect(linesOf('info', REQUEST, cold)).toBe(
    '200    1.3 ms  +0.0 queued  warm  GET /menus  restaurant/list-menus\n' +
      '200   12.0 ms  +120.0 queued  cold  GET /menus  restaurant/list-menus\n',
  );
});

test('a line shows that no function was called, or that the function failed', () => {
  const failed = { ...REQUEST, status: 502, failure: 'RangeError: no' };

  expect(linesOf('info', { method: 'GET', path: '/x', status: 404 }, failed)).toBe(
    '404  GET /x\n502    1.3 ms  +0.0 queued  warm  GET /menus  restaurant/list-menus  (RangeError: no)\n',
  );
});

test('the line of a traced request links to its trace: a URL, or in a terminal a clickable word', () => {
  const traceUrl = (id: string): string => `http://localhost:8004/traces/${id}`;
  const request = { method: 'GET', path: '/x', status: 404, traceId: 'abc' };

  expect(requestLine(request, createTraceLink(traceUrl, false))).toBe(
    '404  GET /x  http://localhost:8004/traces/abc',
  );
  expect(requestLine(request, createTraceLink(traceUrl, true))).toBe(
    '404  GET /x  \x1b]8;;http://localhost:8004/traces/abc\x1b\\trace\x1b]8;;\x1b\\',
  );
  expect(requestLine(REQUEST, createTraceLink(traceUrl, false))).not.toContain('traces');
});

test('requests are not logged at level warn', () => {
  expect(linesOf('warn', REQUEST)).toBe('');
});

test('a line shows the faults that hit the request', () => {
  const hit = { ...REQUEST, faultHits: 'delay@user.handler, error@user.handler', failure: 'RangeError: no' };

  expect(linesOf('info', hit)).toBe(
    '200    1.3 ms  +0.0 queued  warm  GET /menus  restaurant/list-menus  ⚡ delay error  (RangeError: no)\n',
  );
});

test.each([
  [{ TERM: 'xterm-256color' }, false],
  [{ TERM_PROGRAM: 'Apple_Terminal' }, false],
  [{ TERM: 'linux' }, false],
  [{ VTE_VERSION: '4600' }, false],
  [{ VTE_VERSION: '7600' }, true],
  [{ VTE_VERSION: '7600', TMUX: '/tmp/tmux,1,0' }, false],
  [{ TERM_PROGRAM: 'iTerm.app' }, true],
  [{ TERM: 'xterm-kitty' }, true],
  [{ WT_SESSION: '1' }, true],
])('a terminal with %j makes links clickable: %j', (env, clickable) => {
  expect(makesLinksClickable(env, true)).toBe(clickable);
  expect(makesLinksClickable(env, false)).toBe(false);
});
