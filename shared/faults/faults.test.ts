import { describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors';
import { withRequestContext } from '#shared/telemetry/request-context';
import { createFaults, parameterOf, SUBJECT } from '#tests/support/faults/injected-faults';
import type { FaultScope } from './fault-scope.ts';
import type { Faults } from './faults.ts';
import { via } from './points/adapter.ts';
import { handlerPoint } from './points/point.ts';
import { queryDelayRule } from './switch-rules.ts';

interface Invocation extends Partial<Omit<FaultScope, 'calls'>> {
  readonly remainingMs?: number;
}

/** Runs one invocation, as the shell does. */
async function invoke<T>(faults: Faults, given: Invocation, work: () => Promise<T>) {
  const { remainingMs = 10_000, ...scope } = given;
  const faultHits: string[] = [];
  await faults.refresh();
  const full = { requestId: 'r', subject: SUBJECT, rules: [], attempt: 1, switches: [], ...scope };
  const run = () => faults.enter(handlerPoint(faults.service), full, work);
  const result = await withRequestContext({ requestId: 'r', faultHits, remainingMs: () => remainingMs }, () =>
    run().catch((error: unknown) => error),
  );
  return { result, faultHits };
}

const storing = (text: object, service: 'user' | 'order' = 'user') =>
  createFaults(service, parameterOf(text), { random: () => 0 }).faults;

const done = async () => 'done';
const LATER = new Date(Date.now() + 60_000).toISOString();

test('a switch acts on the routes that name it, and on no others', async () => {
  const faults = storing({ error: { enable: true } });

  expect(await invoke(faults, { switches: ['error'] }, done)).toMatchObject({
    result: { code: 'injected_error' },
    faultHits: ['error@user.handler'],
  });
  expect(await invoke(faults, { switches: ['delay'] }, done)).toEqual({ result: 'done', faultHits: [] });
});

test('a rule that is ended in the course of an invocation acts no more, at ports and in their clients', async () => {
  const point = 'user.users.find';
  const lasting = { expires_at: null, set_at: '2020-01-01T00:00:00Z' };
  let rules: object[] = [
    { id: 'at-port', point, mode: 'exception', ...lasting },
    { id: 'in-client', point, mode: 'refused', ...lasting },
  ];
  const parameter = {
    get: async () => ({ text: JSON.stringify({ rules }), version: rules.length, modifiedAt: rules.length }),
    put: async () => 1,
  };
  const { faults } = createFaults('user', parameter);
  const http = faults.client('http');
  const tried: string[] = [];
  const call = { host: 'user', signal: new AbortController().signal };
  const tryHttp = async () => tried.push(await http(call, async () => 'answered').catch(() => 'refused'));
  const { users } = faults.ports({
    users: via('http')({
      async find() {
        await tryHttp();
        rules = [];
        await tryHttp();
      },
    }),
  });

  const { result } = await invoke(faults, {}, async () => {
    const first = await users.find().catch(({ code }: AppError) => code);
    rules = rules.slice(1);
    return [first, await users.find()];
  });
  expect(result).toEqual(['dependency_unavailable', undefined]);
  expect(tried).toEqual(['refused', 'answered']);
});

test('a delay never outlasts the invocation', async () => {
  const slow = { switches: ['query_delay'], rules: [queryDelayRule(60_000)] };

  for (const remainingMs of [520, 100]) {
    expect(await invoke(storing({}), { ...slow, remainingMs }, done)).toMatchObject({
      result: { code: 'timeout' },
      faultHits: ['query_delay@user.handler'],
    });
  }
});

test('nothing is read, and nothing acts, where chaos is off', async () => {
  const parameter = { get: () => expect.fail('asked'), put: async () => 1 };
  const { faults } = createFaults('user', parameter, { enabled: false });
  const rules = [queryDelayRule(60_000)];

  expect((await invoke(faults, { switches: ['query_delay'], rules }, done)).result).toBe('done');
});

describe('at a port', () => {
  const rule = { id: 'x', point: 'order.stock.*', mode: 'exception', expires_at: LATER };

  function shop(...rules: object[]) {
    const { faults } = createFaults('order', parameterOf({ rules }), { random: () => 0.5 });
    const calls: string[] = [];
    const { stock } = faults.ports({
      stock: via('http')({
        reserve: async (id: number) => {
          calls.push(`reserve ${id}`);
          return id;
        },
        release: async (id: number) => id,
      }),
    });
    return { faults, stock, calls };
  }

  test('every method is a point', () => {
    expect(shop().faults.points()).toEqual([
      { name: 'order.stock.reserve', kind: 'port', technologies: ['http'] },
      { name: 'order.stock.release', kind: 'port', technologies: ['http'] },
    ]);
  });

  test('a rule acts instead of the call, and fails it as its port would', async () => {
    const { faults, stock, calls } = shop(rule);

    expect(await invoke(faults, {}, () => stock.reserve(1))).toMatchObject({
      result: { code: 'dependency_unavailable' },
      faultHits: ['x@order.stock.reserve'],
    });
    expect(calls).toEqual([]);
  });

  test('after: the call is done, and its answer is lost', async () => {
    const { faults, stock, calls } = shop({ ...rule, when: 'after' });

    expect((await invoke(faults, {}, () => stock.reserve(1))).result).toBeInstanceOf(AppError);
    expect(calls).toEqual(['reserve 1']);
  });

  test('outside an invocation, and where no rule is stored, a call is only a call', async () => {
    const { faults, stock } = shop(rule);
    await faults.refresh();

    expect(await stock.reserve(1)).toBe(1);
    const calm = shop();
    expect((await invoke(calm.faults, {}, () => calm.stock.reserve(2))).result).toBe(2);
  });

  test.each([
    ['another point', { point: 'order.menus.*' }],
    ['a time to come', { starts_at: LATER }],
    ['a time that is over', { expires_at: '2020-01-01T00:00:00Z' }],
    ['a share that is not drawn', { percentage: 50 }],
    ['another order', { match: { order_id: 2 } }],
    ['another try', { match: { attempt: 2 } }],
  ])('a rule for %s does not act', async (_, changes) => {
    const { faults, stock } = shop({ ...rule, ...changes });

    expect(await invoke(faults, {}, () => stock.reserve(1))).toEqual({ result: 1, faultHits: [] });
  });

  test('all that match act, the first of the list outermost', async () => {
    const slow = { id: 'slow', point: '*.reserve', mode: 'latency', ms: 1 };
    const { faults, stock } = shop({ ...rule, when: 'after' }, slow);

    expect((await invoke(faults, {}, () => stock.reserve(1))).faultHits).toEqual([
      'slow@order.stock.reserve',
      'x@order.stock.reserve',
    ]);
  });

  test('with a seed the same calls are hit, whenever they come', async () => {
    const { faults, stock } = shop({ ...rule, percentage: 50, seed: 7 });
    const run = async () => {
      const hits: string[] = [];
      for (let n = 0; n < 40; n++) {
        const { faultHits } = await invoke(faults, { requestId: `request-${n}` }, () => stock.reserve(n));
        hits.push(...faultHits.map(() => String(n)));
      }
      return hits.join();
    };
    const first = await run();

    expect(first.split(',').length).toBeGreaterThan(10);
    expect(first.split(',').length).toBeLessThan(30);
    for (let again = 0; again < 9; again++) expect(await run()).toBe(first);
  });
});

describe('rules that count', () => {
  const acting = async (counts: object, calls: number) => {
    const numbers = new Map<string, number>();
    const next = async (key: string) => {
      numbers.set(key, (numbers.get(key) ?? 0) + 1);
      return numbers.get(key);
    };
    const rules = [{ id: 'x', point: 'user.handler', mode: 'exception', ...counts }];
    // One parameter: what is counted belongs to a rule of one time.
    const parameter = parameterOf({ rules });
    const environments = [1, 2, 3].map(() => createFaults('user', parameter, { claims: { next } }).faults);
    const hits: number[] = [];
    for (let n = 1; n <= calls; n++) {
      const { faultHits } = await invoke(environments[n % 3] as Faults, {}, done);
      if (faultHits.length > 0) hits.push(n);
    }
    return hits;
  };

  test.each([
    [{ times: 2 }, [1, 2]],
    [{ skip: 3 }, [4, 5, 6, 7, 8]],
    [{ skip: 1, times: 2 }, [2, 3]],
    [{ every: 3 }, [3, 6]],
    [{ every: 2, skip: 1, times: 2 }, [3, 5]],
    [{ max_hits: 3 }, [1, 2, 3]],
  ])('%j act on these of eight calls, over all environments', async (counts, hits) => {
    expect(await acting(counts, 8)).toEqual(hits);
  });

  test('a call that cannot be counted is not acted on', async () => {
    const rules = [{ id: 'x', point: 'user.handler', mode: 'exception', times: 1 }];
    const claims = { next: async () => undefined };
    const { faults } = createFaults('user', parameterOf({ rules }), { claims });

    expect((await invoke(faults, {}, done)).result).toBe('done');
  });
});
