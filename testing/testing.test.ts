import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, InvariantViolated } from 'food-delivery-lambda/testing';
import { expect, onTestFinished, test } from 'vitest';

const RULE = { point: 'order.payments.charge', mode: 'exception' };

/** Three services in one server, which keeps rules and refuses the mode `nonsense`. */
async function system(options: Parameters<typeof connect>[1] = {}) {
  const rules = new Map<string, unknown>();
  const calls: string[] = [];
  const keys = new Set<unknown>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [, service, , id] = (request.url ?? '').split('/');
    calls.push(`${request.method} ${request.url}`);
    keys.add(request.headers['x-chaos-key']);
    const answer = (status: number, body?: unknown) =>
      response.writeHead(status).end(body === undefined ? '' : JSON.stringify(body));
    if (request.method === 'PUT') {
      const rule = JSON.parse(Buffer.concat(chunks).toString());
      const isRefused = rule.mode === 'nonsense' || (rule.point === '*.cache.bump' && service === 'user');
      if (isRefused) return answer(422, { detail: [{ loc: ['body', 'mode'], msg: 'allowed are …' }] });
      rules.set(`${service}/${id}`, rule);
      return answer(200, rule);
    }
    if (request.method === 'GET') {
      return answer(200, { rules: [...rules.keys()].map((key) => ({ id: key.split('/')[1], hits: 3 })) });
    }
    if (id === undefined) rules.clear();
    else if (!rules.delete(`${service}/${id}`)) return answer(404, { detail: 'Not Found' });
    return answer(204);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const urls = { user: `${base}/user`, restaurant: `${base}/restaurant/`, order: `${base}/order` };
  return { chaos: connect(urls, options), rules, calls, keys };
}

test('a fault is on inside its block, and off after it', async () => {
  const { chaos, rules, keys } = await system({ key: 'a key of the tests' });
  {
    await using fault = await chaos.on(RULE);

    expect([...rules]).toEqual([[`order/${fault.id}`, RULE]]);
    expect(fault.id).toMatch(/^[a-z0-9][a-z0-9_-]{0,39}$/);
    expect(await fault.hits()).toBe(3);
  }
  expect(rules.size).toBe(0);
  expect(keys).toEqual(new Set(['a key of the tests']));
});

test('a fault is off too after a test that failed, and after it has expired', async () => {
  const { chaos, rules } = await system();
  const failing = async () => {
    await using _fault = await chaos.on(RULE);
    throw new Error('the test failed');
  };

  await expect(failing()).rejects.toThrow('the test failed');
  expect(rules.size).toBe(0);
  const fault = await chaos.on(RULE);
  rules.clear();
  await fault.end();
});

test('a pattern is set at every service that it can match', async () => {
  const { chaos, rules } = await system();
  await chaos.on({ ...RULE, point: '*.handler' }, 'all');
  await chaos.on({ ...RULE, point: '*.cache.bump' }, 'some');

  expect([...rules.keys()].toSorted()).toEqual([
    'order/all',
    'order/some',
    'restaurant/all',
    'restaurant/some',
    'user/all',
  ]);
  await chaos.halt();
  expect(rules.size).toBe(0);
});

test('a refusal says what is wrong, and nothing stays on', async () => {
  const { chaos, rules } = await system();

  await expect(chaos.on({ ...RULE, mode: 'nonsense' })).rejects.toMatchObject({
    name: 'ChaosRefused',
    status: 422,
    message: expect.stringContaining('allowed are'),
  });
  await expect(chaos.on({ ...RULE, point: 'kitchen.handler' })).rejects.toThrow(/of no service/);
  expect(rules.size).toBe(0);
});

test('the header carries rules, with the key', async () => {
  const { chaos } = await system({ key: 'k' });

  expect(chaos.header('dead-restaurant')).toEqual({ 'x-chaos': 'dead-restaurant', 'x-chaos-key': 'k' });
  const header = chaos.header([{ ...RULE, note: 'ü' }])['x-chaos'] ?? '';
  expect(header).toMatch(/^[ -~]+$/);
  expect(JSON.parse(header)).toEqual([{ ...RULE, note: 'ü' }]);
});

test.each([
  [0, undefined],
  [1, InvariantViolated],
  [2, /could not run: a store is down/],
])('an oracle that ends with %i', async (code, error) => {
  const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const script = `echo "$*" > given; echo 'orders: 1 violated'; echo 'a store is down' >&2; exit ${code}`;
  writeFileSync(join(folder, 'oracle.sh'), `${script}\n`);
  chmodSync(join(folder, 'oracle.sh'), 0o700);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { oracle: 'sh oracle.sh' } }));
  const { chaos } = await system({ folder });

  const run = chaos.expectInvariants({ settleSeconds: 5 });

  if (error === undefined) await run;
  else await expect(run).rejects.toThrow(error);
  expect(readFileSync(join(folder, 'given'), 'utf8')).toBe('--settle 5\n');
});

test('nothing is imported but what Node has', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => /\.m[jt]s$/.test(file));
  const imports = files.flatMap((file) => {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8').replaceAll(/^ \*.*$/gm, '');
    return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name]) => name);
  });

  expect(imports).toEqual(['node:child_process', 'node:crypto', 'node:path']);
});
