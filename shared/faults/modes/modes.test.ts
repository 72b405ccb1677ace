import type { APIGatewayProxyResult } from 'aws-lambda';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Hits } from '#shared/faults/hit-store';
import { ruleSchemaFor } from '#shared/faults/rules/rule';
import { withRequestContext } from '#shared/telemetry/request-context';
import { createFaults, NO_HITS, parameterOf, SUBJECT } from '#tests/support/faults/injected-faults';
import { call, routes, shellWith } from '#tests/support/http/called-endpoint';
import { via } from '../points/adapter.ts';
import { handlerPoint } from '../points/point.ts';
import { findMode } from './find-mode.ts';
import { latency } from './latency.ts';

/** A shop of one port, on which a rule acts. */
function shop<Result>(rule: object, reserve: (id: number) => Promise<Result>, random = () => 0.5) {
  const rules = [{ id: 'x', point: 'order.stock.reserve', ...rule }];
  const { faults } = createFaults('order', parameterOf({ rules }), { random });
  const { stock } = faults.ports({ stock: via()({ reserve }) });
  return async (id = 1, remainingMs = 10_000) => {
    const faultHits: string[] = [];
    await faults.refresh();
    const scope = { requestId: `r${id}`, subject: SUBJECT, rules: [], attempt: 1, switches: [] };
    const context = { requestId: 'r', faultHits, remainingMs: () => remainingMs };
    const result = await withRequestContext(context, () =>
      faults
        .enter(handlerPoint('order'), scope, () => stock.reserve(id))
        .catch((error: { code?: string }) => error.code),
    );
    return { result, hits: faultHits.length };
  };
}

/** Calls the endpoint of a service on whose handler a rule acts. */
const served = (rule: object, options: { remainingMs?: number } = {}) => {
  const rules = [{ id: 'x', point: 'user.handler', ...rule }];
  const shell = { ...shellWith(), ...createFaults('user', parameterOf({ rules })) };
  return (handle: () => Promise<unknown> = async () => ({ a: 'value' })) =>
    call(routes.open, { shell, ...options }, handle as never);
};

const problemsOf = (rule: object) =>
  ruleSchemaFor({ point: '*', ...rule })
    .safeParse({ point: '*', ...rule })
    .error?.issues.map(({ path, message }) => `${path}: ${message}`) ?? [];

describe('latency', () => {
  test.each([
    [{ ms: 5 }],
    [{ min_ms: 5, max_ms: 5 }],
    [{ min_ms: 0, max_ms: 1 }],
    [{ p50_ms: 20, p99_ms: 200 }],
  ])('takes %j', (params) => expect(problemsOf({ mode: 'latency', ...params })).toEqual([]));

  test.each([
    [{}, /^ms: latency needs ms, or min_ms and max_ms, or p50_ms and p99_ms$/],
    [{ ms: 5, min_ms: 1, max_ms: 2 }, /^ms: latency needs .*; not ms beside min_ms and max_ms$/],
    [{ min_ms: 5 }, /^ms: latency needs .*; not min_ms$/],
    [{ min_ms: 5, max_ms: 4 }, /^min_ms: Must be at most max_ms, which is 4$/],
    [{ p50_ms: 5, max_ms: 9 }, /^ms: latency needs .*; not max_ms and p50_ms$/],
    [{ p50_ms: 0, p99_ms: 0 }, /^p50_ms: Must be above 0/],
    [{ p50_ms: 5, p99_ms: 4 }, /^p50_ms: Must be at most p99_ms, which is 4$/],
  ])('refuses %j', (params, sentence) =>
    expect(problemsOf({ mode: 'latency', ...params })).toEqual([expect.stringMatching(sentence)]),
  );

  /** The waits of a hundred calls, on numbers that are even. */
  const waits = (params: object): readonly number[] => {
    let uses = 0;
    const random = (): number => ((uses++ * 37) % 101) / 101;
    const drawn = Array.from({ length: 100 }, () => latency.draw?.(params, random).ms ?? 0);
    return drawn.toSorted((one, other) => one - other);
  };

  test('lies between the two, or about the median', () => {
    const even = waits({ min_ms: 10, max_ms: 40 });
    const normal = waits({ p50_ms: 20, p99_ms: 200 });

    expect(even[0]).toBeGreaterThanOrEqual(10);
    expect(even[99]).toBeLessThanOrEqual(40);
    expect((even[90] ?? 0) - (even[10] ?? 0)).toBeGreaterThan(20);
    expect(normal.filter((ms) => ms < 20).length).toBeGreaterThan(35);
    expect(normal.filter((ms) => ms < 20).length).toBeLessThan(65);
    expect(normal[99]).toBeGreaterThan(60);
  });
});

test('repeat: the call is done twice, and the second answer counts', async () => {
  const calls: number[] = [];
  const reserve = shop({ mode: 'repeat' }, async (id) => calls.push(id));

  expect(await reserve(7)).toEqual({ result: 2, hits: 1 });
});

test.each([
  ['instead', 0],
  ['after', 1],
])('timeout %s: waits until the deadline is near, and fails as too slow', async (when, calls) => {
  const done = vi.fn(async () => 1);
  const startedAt = performance.now();

  expect(await shop({ mode: 'timeout', when }, done)(1, 700)).toEqual({
    result: 'dependency_timeout',
    hits: 1,
  });
  expect(performance.now() - startedAt).toBeGreaterThan(95);
  expect(done).toHaveBeenCalledTimes(calls);
});

test('timeout of a handler is the timeout of the invocation', async () => {
  expect(await served({ mode: 'timeout' }, { remainingMs: 610 })()).toMatchObject({
    status: 504,
    body: { code: 'timeout' },
    headers: { 'x-chaos-hit': 'x@user.handler' },
  });
});

describe('a handler', () => {
  const done = vi.fn(async () => ({ a: 'value' }));

  test('status: answers it with the body of an error, and does nothing', async () => {
    expect(await served({ mode: 'status', status: 418 })(done)).toMatchObject({
      status: 418,
      body: { detail: 'Injected status 418', code: 'injected_error', request_id: 'invocation-1' },
      headers: { 'x-chaos-hit': 'x@user.handler', 'x-request-id': 'invocation-1' },
    });
    expect(done).not.toHaveBeenCalled();
  });

  test('repeat: the request is done twice, its body parsed each time', async () => {
    const rules = [{ id: 'x', point: 'user.handler', mode: 'repeat' }];
    const shell = { ...shellWith(), ...createFaults('user', parameterOf({ rules })) };
    const bodies: unknown[] = [];
    const event = {
      headers: { 'content-type': 'application/json', authorization: 'Bearer abc' },
      body: JSON.stringify({ items: [{ menu_id: 1, quantity: 2 }] }),
    };
    const { status } = await call(
      routes.post,
      { shell, event },
      async ({ body }) => bodies.push(body) as never,
    );

    expect(status).toBe(201);
    expect(bodies).toEqual(Array.from({ length: 2 }, () => ({ items: [{ menu_id: 1, quantity: 2 }] })));
  });

  test.each([['cut'], ['garbled']])('corrupt_body: the JSON is %s', async (kind) => {
    const rules = [{ id: 'x', point: 'user.handler', mode: 'corrupt_body', kind }];
    const { faults } = createFaults('user', parameterOf({ rules }));
    await faults.refresh();
    const scope = { requestId: 'r', subject: SUBJECT, rules: [], attempt: 1, switches: [] };
    const work = async () => ({ statusCode: 200, headers: {}, body: '{"a":"value"}' });
    const { body } = (await faults.enter(handlerPoint('user'), scope, work)) as APIGatewayProxyResult;

    expect(() => JSON.parse(body)).toThrow(SyntaxError);
  });

  test('cpu: the environment computes, but not past its invocation', async () => {
    const before = process.cpuUsage();
    await served({ mode: 'cpu', ms: 60 })();
    const { user } = process.cpuUsage(before);
    const startedAt = performance.now();
    await served({ mode: 'cpu', ms: 60_000 }, { remainingMs: 520 })();

    expect(user).toBeGreaterThan(5_000);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test('memory: held while the request is handled, and no longer', async () => {
    const megabytes = () => process.memoryUsage().rss / 1024 / 1024;
    const before = megabytes();
    let during = 0;
    await served({ mode: 'memory', mb: 200 })(async () => {
      during = megabytes();
      return {};
    });

    expect(during - before).toBeGreaterThan(150);
    expect(megabytes() - before).toBeLessThan(100);
  });
});

test.each([
  ['before', 0],
  ['after', 1],
])('kill %s: hits are written, and the process is sent SIGKILL', async (when, calls) => {
  const killed = new Promise((resolve) => {
    vi.spyOn(process, 'kill').mockImplementation((...signal) => resolve(signal) as unknown as true);
  });
  const done = vi.fn(async () => 1);
  const add = vi.fn(async (_hits: Hits) => {});
  const rules = [{ id: 'x', point: 'order.stock.reserve', mode: 'kill', when }];
  const hits = { ...NO_HITS, add };
  const { faults } = createFaults('order', parameterOf({ rules }), { hits });
  const { stock } = faults.ports({ stock: via()({ reserve: done }) });
  await faults.refresh();
  const scope = { requestId: 'r', subject: SUBJECT, rules: [], attempt: 1, switches: [] };
  void faults.enter(handlerPoint('order'), scope, () => stock.reserve());

  expect(await killed).toEqual([process.pid, 'SIGKILL']);
  expect(add).toHaveBeenCalledOnce();
  expect(Object.values(add.mock.lastCall?.[0] ?? {})).toEqual([1]);
  expect(done).toHaveBeenCalledTimes(calls);
  vi.restoreAllMocks();
});

test.each([
  ['latency', { min_ms: 10, max_ms: 40 }],
  ['latency', { p50_ms: 20, p99_ms: 200 }],
  ['reordered', { within_seconds: 60 }],
])('what %s draws from %j is a rule that draws nothing more', (name, params) => {
  const { draw } = findMode(name) ?? expect.fail('no mode');
  const drawn = draw?.(params, () => 0.7);

  expect(problemsOf({ mode: name, ...drawn })).toEqual([]);
  expect(draw?.(drawn, () => expect.fail('drawn again'))).toEqual(drawn);
  expect(draw?.(params, () => 0.1)).not.toEqual(drawn);
});

test('cold_start is refused under a runtime that does not end with its function', () => {
  expect(problemsOf({ mode: 'cold_start' })).toEqual([]);
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'get-user');
  onTestFinished(() => void vi.unstubAllEnvs());

  expect(problemsOf({ mode: 'cold_start' })).toEqual([
    expect.stringMatching(/^mode: cold_start needs a runtime/),
  ]);
  vi.stubEnv('LOCAL_RUNTIME_ENDS', '1');
  expect(problemsOf({ mode: 'cold_start' })).toEqual([]);
});
