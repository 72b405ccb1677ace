import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runCommands } from '#shared/cli/commands';
import { SERVICE_NAMES } from '#shared/services';

import { clear, halt } from './end.ts';
import { set } from './set.ts';

/** No service listens there. */
const NOWHERE = 'http://127.0.0.1:1';

const PROGRAM = { usage: 'chaos <command>', commands: { clear, halt, set }, notes: '' };

/** Runs a command in this process. */
async function run(words: readonly string[], env: Readonly<Record<string, string>>) {
  const [out, err] = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockReturnValue(true),
  );
  try {
    const exitCode = await runCommands(PROGRAM, { words, env });
    const [stdout, stderr] = [out, err].map((spy) => spy?.mock.calls.map(([text]) => text).join(''));
    return { exitCode, stdout, stderr };
  } finally {
    vi.restoreAllMocks();
  }
}

/** Three services in one server. Those that do not own a switch refuse its name, as the real ones do. */
async function system() {
  const on = new Set(['user/slow', 'restaurant/slow', 'order/slow', 'order/payment_fail']);
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    const [, service, , id] = (request.url ?? '').split('/');
    const answer = (status: number, body?: unknown) =>
      response.writeHead(status).end(body === undefined ? '' : JSON.stringify(body));
    const own = [...on].filter((each) => each.startsWith(`${service}/`));
    if (request.method === 'GET') {
      const rules = own.map((each) => ({ id: each.split('/')[1], point: '*', mode: 'exception' }));
      return answer(200, { enabled: true, rules, invalid: [] });
    }
    if (request.method === 'PUT') return answer(200, { id, point: '*', mode: 'exception' });
    if (!id) for (const each of own) on.delete(each);
    else if (id === 'payment_fail' && service !== 'order') {
      return answer(422, { detail: [{ loc: ['path', 'id'], msg: 'a switch of the order service' }] });
    } else if (!on.delete(`${service}/${id}`)) return answer(404, { detail: 'No such fault is on' });
    return answer(204);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const urls = Object.fromEntries(
    SERVICE_NAMES.map((service) => [`${service.toUpperCase()}_URL`, `${base}/${service}`]),
  );
  const chaos = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    run(words, { ...urls, ...env });
  return { on, calls, chaos };
}

test.each([
  [['clear', '.'], '"." is no id of a rule'],
  [['clear', '..'], '".." is no id of a rule'],
  [['clear', ''], '"" is no id of a rule'],
  [['clear', 'Slow'], '"Slow" is no id of a rule'],
  [['set', '*', 'exception', 'id=.'], '"." is no id of a rule'],
  [['set', '--dry-run', '*', 'exception', 'id=..'], '".." is no id of a rule'],
])('%j is refused in one sentence, before any call', async (words, start) => {
  const { on, calls, chaos } = await system();

  const { exitCode, stdout, stderr } = await chaos(words);

  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+: Must be 1 to 40 of a-z, 0-9, _ and -[^\n]+\n$/);
  expect(stderr).toContain(start);
  expect(calls).toEqual([]);
  expect(on.size).toBe(4);
});

test.each([
  ['payment_fail', ['order']],
  ['slow', ['user', 'restaurant', 'order']],
])('%s is ended at %j, and is not on after that', async (id, services) => {
  const { on, chaos } = await system();
  const lines = services.map((service) => `ended: ${service}: ${id}\n`);

  expect(await chaos(['clear', id])).toEqual({ exitCode: 0, stdout: lines.join(''), stderr: '' });
  expect([...on].filter((each) => each.endsWith(`/${id}`))).toEqual([]);
  expect(await chaos(['clear', id])).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `${id} was not on; npm run chaos -- list shows what is\n`,
  });
});

test.each([
  [['halt'], ['order/payment_fail', 'order/slow']],
  [
    ['clear', 'slow'],
    ['order/payment_fail', 'order/slow'],
  ],
])('%j ends what it can, and names the service that does not answer', async (words, left) => {
  const { on, chaos } = await system();

  const { exitCode, stdout, stderr } = await chaos(words, { ORDER_URL: NOWHERE });

  expect([...on].toSorted()).toEqual(left);
  expect(stdout).toMatch(/^ended: user: slow.*\nended: restaurant: slow.*\n$/);
  expect(stderr).toMatch(/^faults of the order service may still be on: .* does not answer: .*\n$/);
  expect(exitCode).toBe(2);
});

test('halt ends everything', async () => {
  const { on, chaos } = await system();

  const { exitCode, stdout } = await chaos(['halt']);

  expect([...on]).toEqual([]);
  expect(stdout).toMatch(/^(ended: .*\n){4}no fault is on\n$/);
  expect(exitCode).toBe(0);
});
