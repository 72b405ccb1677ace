import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { OrderStore } from '#functions/order/domain/ports';
import type { UserStore } from '#functions/user/domain/user';
import { modeExamples } from '#lab/mode-examples';
import { MODES } from '#shared/faults/modes/all';
import { fitsAt, type Mode, whensOf } from '#shared/faults/modes/mode';
import type { Point } from '#shared/faults/points/point';
import { activate } from '#shared/faults/rules/active-rule';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';
import { ATTRIBUTE, METRIC } from '#shared/telemetry/conventions';
import { withRequestContext } from '#shared/telemetry/request-context';
import { inSpan } from '#shared/telemetry/tracing';
import { allPoints } from '#stacks/points';
import { SUBJECT } from '#tests/support/faults/injected-faults';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';
import { type ComposedServices, composeServices } from './composed-services.ts';
import { CALL_BEFORE, FOUND, PORT_CALLS } from './port-calls.ts';

const PARAMS: ReturnType<typeof modeExamples> = {
  ...modeExamples(1),
  // PostgreSQL looks for a deadlock after a second, and each statement is tried three times.
  deadlock: [{ times: 1 }],
};

/** Time left of an invocation: a timeout comes after a tenth of a second. */
const REMAINING_MS = 700;
const TRIES = 20;

interface Cell {
  readonly id: string;
  readonly mode: Mode;
  readonly point: Point;
  readonly rule: Readonly<Record<string, unknown>>;
}

const telemetry = recordTelemetry();
let composed: ComposedServices;
let points: readonly Point[];
let calls = 0;
const logged = new Map<string, string>();

beforeAll(async () => {
  composed = await composeServices();
  points = await allPoints();
  vi.spyOn(process, 'kill').mockImplementation(() => {
    throw new Error('killed');
  });
  for (const service of SERVICE_NAMES) {
    vi.spyOn(composed.services[service].shell.log, 'info').mockImplementation((...[message, detail]) => {
      const { fault, point } = detail as unknown as Record<string, string>;
      if (message === 'fault injected') logged.set(String(fault), String(point));
    });
  }
  const { orders } = composed.services.order.deps as { orders: OrderStore };
  const { users } = composed.services.user.deps as { users: UserStore };
  await orders.put(FOUND.order, FOUND.idempotency);
  await users.insert(FOUND.user, 'hash', 'attempt');
});
afterAll(async () => {
  vi.restoreAllMocks();
  await composed[Symbol.asyncDispose]();
});

const cells = (): readonly Cell[] =>
  points.flatMap((point) =>
    MODES.filter(({ name }) => name !== 'unprotected').flatMap((mode) =>
      (PARAMS[mode.name] ?? [{}])
        .filter((params) => fitsAt(mode, point, params))
        .flatMap((params) =>
          whensOf(mode).map((when, at) => {
            const id = `${mode.name}-${Object.values(params).join('-').replaceAll('.', '')}-${at}-${point.name}`;
            return { id, mode, point, rule: { id, point: point.name, mode: mode.name, when, ...params } };
          }),
        ),
    ),
  );

const serviceOf = ({ name }: Point): ServiceName => name.split('.')[0] as ServiceName;

/** Does what is at the point: calls the port, or answers a request. */
async function work({ name, kind }: Point, number: number): Promise<unknown> {
  if (kind !== 'port') return { statusCode: 200, headers: {}, body: '{"a":"value"}' };
  for (const args of (await PORT_CALLS[name]?.(number)) ?? expect.fail(`no call of ${name}`))
    await composed.call(name, args).catch(() => {});
  return undefined;
}

/** Runs one invocation with a rule. @returns the hits that its answer lists */
async function invoke({ point, rule }: Cell, changes: object = {}): Promise<readonly string[]> {
  const { faults } = composed.services[serviceOf(point)].shell;
  const number = ++calls;
  const rules = [activate({ ...rule, ...changes } as never, Date.now(), true)];
  const scope = { requestId: `r${number}`, subject: SUBJECT, rules, attempt: 1, switches: [] };
  const faultHits: string[] = [];
  const context = { requestId: scope.requestId, faultHits, remainingMs: () => REMAINING_MS };
  const shellPoint = point.kind === 'port' ? { ...point, name: 'none', kind: 'handler' as const } : point;
  const before = CALL_BEFORE[point.name];
  if (before) await composed.call(before.point, before.args);
  await withRequestContext(context, () =>
    inSpan('invocation', {}, () => faults.enter(shellPoint, scope, () => work(point, number))).catch(
      () => {},
    ),
  );
  return faultHits;
}

/** A cache must be filled before it can be stale, and Redis is left alone for a while after a failure. */
async function invokeUntilHit(cell: Cell): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    const hits = await invoke(cell);
    if (hits.length > 0) return hits.every((hit) => hit === `${cell.id}@${cell.point.name}`);
    await wait(tries * 20);
  }
  return false;
}

test('every mode fires at every point where it fits: in header, log, count and span', async () => {
  const all = cells();
  const missing: string[] = [];
  const miss = (cell: Cell, what: string): void => void missing.push(`${what} of ${cell.id}`);
  await Promise.all(
    SERVICE_NAMES.map(async (service) => {
      for (const cell of all.filter(({ point }) => serviceOf(point) === service)) {
        if (!(await invokeUntilHit(cell))) miss(cell, 'header');
      }
    }),
  );

  const spans = new Map(telemetry.spans().map((span) => [span.attributes[ATTRIBUTE.chaosFault], span]));
  for (const cell of all) {
    const named = { [ATTRIBUTE.chaosFault]: cell.id, [ATTRIBUTE.chaosMode]: cell.mode.name };
    if (logged.get(cell.id) !== cell.point.name) miss(cell, 'log line');
    if (spans.get(cell.id)?.attributes[ATTRIBUTE.chaosMode] !== cell.mode.name) miss(cell, 'span');
    if ((await telemetry.sum(METRIC.chaosInjected, named)) < 1) miss(cell, 'count');
  }
  console.log(tableOf(all));
  expect(missing).toEqual([]);
}, 120_000);

test('off means zero', async () => {
  logged.clear();
  await telemetry.reset();
  const off = cells().filter(({ rule }) => rule.times === undefined);
  const hits: string[] = [];
  await Promise.all(
    SERVICE_NAMES.map(async (service) => {
      for (const cell of off.filter(({ point }) => serviceOf(point) === service))
        hits.push(...(await invoke(cell, { percentage: 0 })));
    }),
  );

  expect(hits).toEqual([]);
  expect([...logged]).toEqual([]);
  expect(await telemetry.sum(METRIC.chaosInjected)).toBe(0);
}, 60_000);

/** One line for each point, with the modes that fired there. */
function tableOf(all: readonly Cell[]): string {
  const width = Math.max(...points.map(({ name }) => name.length));
  const lines = points.map(({ name }) => {
    const modes = new Set(all.filter(({ point }) => point.name === name).map(({ mode }) => mode.name));
    return `${name.padEnd(width)}  ${[...modes].join(' ')}`;
  });
  const pairs = new Set(all.map(({ point, mode }) => `${point.name} ${mode.name}`)).size;
  return `${lines.join('\n')}\n${pairs} pairs of a point and a mode, ${all.length} with their forms`;
}
