import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import type { LoadControl } from './load-control.ts';
import { type Judges, loadRoutes } from './load-routes.ts';

const WISH = { kind: 'closed', level: 2, journeys: { order: 1 }, seconds: 60 };
const IDLE: Judges = {
  scenario: { isRunning: false },
  drill: { isUnderWay: false },
  holder: async () => undefined,
};

/** Calls a route. @returns status and body of its answer, and the levels that were set */
async function call(method: 'POST' | 'PUT', body: object, running?: 'open' | 'closed', others = IDLE) {
  const levels: (number | 'started')[] = [];
  const load = {
    isRunning: running !== undefined,
    kind: running,
    start: async () => levels.push('started'),
    setLevel: (level: number) => levels.push(level),
    read: () => ({}),
  } as unknown as LoadControl;
  const answer = { status: 0, text: '' };
  const response = {
    writeHead: (status: number) => {
      answer.status = status;
      return response;
    },
    end: (text: string | Buffer) => {
      answer.text = String(text);
    },
  } as unknown as ServerResponse;
  await loadRoutes(load, others)
    .find((route) => route.method === method)
    ?.handle({
      ...{ response, request: {} as IncomingMessage, parts: [] },
      body: Buffer.from(JSON.stringify(body)),
    });
  return { status: answer.status, body: JSON.parse(answer.text), levels };
}

test('a load is refused beside what is judged by its own load', async () => {
  expect(await call('POST', WISH)).toMatchObject({ status: 202, levels: ['started'] });
  expect(await call('POST', WISH, undefined, { ...IDLE, scenario: { isRunning: true } })).toEqual({
    status: 409,
    body: { detail: 'A scenario is running, which would count this load as its own; end it first.' },
    levels: [],
  });
  expect(await call('POST', WISH, undefined, { ...IDLE, drill: { isUnderWay: true } })).toEqual({
    status: 409,
    body: { detail: 'A drill is under way, which would count this load as its own; end it first.' },
    levels: [],
  });
});

test('a load is refused beside what was started in a terminal', async () => {
  const others = { ...IDLE, holder: async () => 'the scenario payment-failure' };

  expect(await call('POST', WISH, undefined, others)).toEqual({
    status: 409,
    body: {
      detail:
        'The scenario payment-failure is under way, which would count this load as its own; end it first.',
    },
    levels: [],
  });
});

test('clients are whole, journeys per second need not be', async () => {
  expect(await call('PUT', { level: 2.5 }, 'open')).toMatchObject({ status: 200, levels: [2.5] });
  expect(await call('PUT', { level: 2 }, 'closed')).toMatchObject({ status: 200, levels: [2] });
  expect(await call('PUT', { level: 2.5 }, 'closed')).toEqual({
    status: 422,
    body: { detail: 'level is "2.5", allowed: a whole number of clients from 0 to 10000' },
    levels: [],
  });
});
