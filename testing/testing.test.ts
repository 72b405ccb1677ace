import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, InvariantViolated } from 'food-delivery-lambda/testing';
import { expect, onTestFinished, test } from 'vitest';

const RULE = { point: 'order.payments.charge', mode: 'exception' };

/** Three services in one server, which keeps rules and refuses the mode `nonsense`, and cannot read the hits of the rule `uncounted`. */
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
      const ids = [...rules.keys()]
        .filter((key) => key.startsWith(`${service}/`))
        .map((key) => key.split('/')[1]);
      return answer(200, { rules: ids.map((each) => ({ id: each, hits: each === 'uncounted' ? null : 3 })) });
    }
    const own = [...rules.keys()].filter((key) => key.startsWith(`${service}/`));
    if (id === undefined) for (const key of own) rules.delete(key);
    else if (!rules.delete(`${service}/${id}`)) return answer(404, { detail: 'Not Found' });
    return answer(204);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const urls = { user: `${base}/user`, restaurant: `${base}/restaurant/`, order: `${base}/order` };
  return { chaos: connect(urls, options), rules, calls, keys, urls };
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

test('hits are those of the services that took the rule, and what is not known is no 0', async () => {
  const { chaos, rules } = await system();
  const some = await chaos.on({ ...RULE, point: '*.cache.bump' });
  const uncounted = await chaos.on(RULE, 'uncounted');

  expect(await some.hits()).toBe(6);
  await expect(uncounted.hits()).rejects.toThrow(
    'How often uncounted acted in the order service is not known: it cannot read them.',
  );
  rules.clear();
  await expect(some.hits()).rejects.toThrow('it lists no such rule, which may be over or sealed.');
});

test.each([
  [undefined, undefined, 'on() needs a rule with a point and a mode, such as '],
  [{}, undefined, 'on() needs a rule with a point and a mode, such as '],
  [RULE, '.', 'The id "." is of no rule: 1 to 40 of a-z'],
  [RULE, '', 'The id "" is of no rule: 1 to 40 of a-z'],
])('on(%j, %j) is refused in one sentence, before any call', async (rule, id, sentence) => {
  const { chaos, calls } = await system();

  await expect(chaos.on(rule as typeof RULE, id)).rejects.toThrow(sentence);
  expect(calls).toEqual([]);
});

test('a service that does not answer is named, and the others are halted', async () => {
  const { chaos, rules, urls } = await system();
  const broken = connect({ ...urls, order: 'http://127.0.0.1:1' });
  await chaos.on({ ...RULE, point: '*.handler' }, 'all');

  const sentence = /^The order service at http:\/\/127\.0\.0\.1:1\/chaos\S* does not answer: \S+/;
  await expect(broken.on(RULE)).rejects.toThrow(sentence);
  await expect(broken.on({ ...RULE, point: '*.cache.bump' })).rejects.toThrow(sentence);
  await expect(broken.halt()).rejects.toThrow(sentence);
  expect([...rules.keys()]).toEqual(['order/all']);
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
