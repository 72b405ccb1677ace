import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { scenarioRoutes } from './scenario-routes.ts';
import type { ScenarioRun } from './scenario-run.ts';

/** The routes on a port. @returns the address, and the times that the run was asked for */
async function serve() {
  const bodyAt = vi.fn(() => undefined);
  const run = { isRunning: false, body: undefined, bodyAt } as unknown as ScenarioRun;
  const routes = scenarioRoutes(run, { load: { isRunning: false }, drill: { isUnderWay: false } });
  const server = createServer((request, response) => {
    void routes[0]?.handle({ request, response, parts: [], body: Buffer.alloc(0) });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/scenarios`, bodyAt };
}

test('a run of the past is asked for by its time', async () => {
  const { url, bodyAt } = await serve();

  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(`${url}?until=1796000000000`)).status).toBe(200);
  expect(bodyAt.mock.calls).toEqual([[1_796_000_000_000]]);
});

test.each([
  ['until=yesterday', 'until is "yesterday", allowed: a whole number of milliseconds since 1970 from 0'],
  ['until=', 'until is "", allowed: a whole number of milliseconds since 1970 from 0'],
  ['until=-1', 'until is "-1", allowed: a whole number of milliseconds since 1970 from 0'],
  ['til=1', expect.stringContaining('til')],
])('?%s is refused with what is allowed', async (query, detail) => {
  const { url, bodyAt } = await serve();

  const answer = await fetch(`${url}?${query}`);

  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ detail });
  expect(bodyAt).not.toHaveBeenCalled();
});
