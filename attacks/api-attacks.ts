import { orderApi } from '#functions/order/api';
import { restaurantApi } from '#functions/restaurant/api';
import { userApi } from '#functions/user/api';
import { SERVICE_NAMES, SERVICES, type ServiceName } from '#shared/services';
import type { Random } from '#simulation/random';
import { type Attack, type Draw, drawOne, type Known, type Step } from './attack.ts';
import { broken } from './broken-request.ts';
import { mutated } from './mutation.ts';
import { type RequestParts, requestOf } from './request.ts';
import { jsonText } from './verbatim-json.ts';
import { weirdBody } from './weird-bytes.ts';
import { weirdHeaders } from './weird-headers.ts';
import { weirdMethod, weirdQuery, weirdSegment, weirdTarget } from './weird-targets.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly queryNames: readonly string[];
}

const ROUTES = {
  user: userApi.routes,
  restaurant: restaurantApi.routes,
  order: orderApi.routes,
} satisfies Record<ServiceName, unknown>;

/** Valid bodies, by the end of the path. */
const BODIES: Readonly<Record<string, unknown>> = {
  '/signup': { username: 'attacker', email: 'attacker@example.com', password: 'correct horse' },
  '/login': { username: 'attacker', password: 'correct horse' },
  '/orders': { items: [{ menu_id: 1, quantity: 1 }], address: '서울시 강남구', phone: '010-1234-5678' },
  '/inventory/{menu_id}': { quantity: 1 },
  '/inventory/{menu_id}/restore': { quantity: 1 },
  '/inventory/reservations': { reservation_id: 411857420189697, items: [{ menu_id: 1, quantity: 1 }] },
};

function operationsOf(name: ServiceName): readonly Operation[] {
  // A switch that a request sets would make failures that no input alone makes.
  return Object.values(ROUTES[name])
    .filter(({ path }) => !path.startsWith('/chaos'))
    .map(({ method, path, query }) => ({
      method,
      path,
      queryNames: query === undefined ? [] : Object.keys(query.shape),
    }));
}

/** Attacks on the port of one service, or on the gateway's. */
export function apiAttacks(name: ServiceName | 'gateway'): Draw {
  const names: readonly ServiceName[] = name === 'gateway' ? SERVICE_NAMES : [name];
  const choices = names.map((each) => ({
    prefix: name === 'gateway' ? SERVICES[each].prefix : '',
    operations: operationsOf(each),
  }));
  return (random, known) => {
    const { prefix, operations } = random.pick(choices);
    const operation = random.pick(operations);
    const good = goodCall(random, known, operation, prefix);
    const one = (kind: string, step: Step): Attack => ({ kind, steps: [step] });
    return drawOne<() => Attack>(random, [
      [3, () => one('good call', requestOf(good))],
      [
        30,
        () =>
          one(
            'body of another shape',
            requestOf(withBody(good, jsonText(mutated(random, bodyOf(operation))))),
          ),
      ],
      [
        15,
        () => one('broken body', requestOf(withBody(good, weirdBody(random, jsonText(bodyOf(operation)))))),
      ],
      [15, () => one('parameters', requestOf({ ...good, target: oddParameters(random, operation, prefix) }))],
      [12, () => one('target', requestOf({ ...good, target: prefix + weirdTarget(random) }))],
      [8, () => one('method', requestOf({ ...good, method: weirdMethod(random) }))],
      [
        10,
        () =>
          one('headers', requestOf({ ...good, headers: [...(good.headers ?? []), ...weirdHeaders(random)] })),
      ],
      [12, () => one('framing', broken(random, requestOf(good)))],
    ])();
  };
}

const bodyOf = ({ path }: Operation): unknown => BODIES[path] ?? {};

function goodCall(random: Random, known: Known, operation: Operation, prefix: string): RequestParts {
  const { method, path } = operation;
  const ids: Readonly<Record<string, number>> = { user_id: known.userId, order_id: known.orderId };
  const target = path.replace(/\{(\w+)\}/g, (_, id: string) => String(ids[id] ?? 1));
  const authorization: [string, string][] = random.chance(0.9)
    ? [['Authorization', `Bearer ${known.token}`]]
    : [];
  const parts = { method, target: prefix + target, headers: authorization };
  return path in BODIES ? withBody(parts, jsonText(BODIES[path])) : parts;
}

const withBody = (parts: RequestParts, body: string | Buffer): RequestParts => ({
  ...parts,
  headers: [...(parts.headers ?? []), ['Content-Type', 'application/json']],
  body,
});

function oddParameters(random: Random, { path, queryNames }: Operation, prefix: string): string {
  const target = path.replace(/\{\w+\}/g, () => weirdSegment(random));
  return (
    prefix +
    target +
    weirdQuery(
      random,
      queryNames.filter((each) => each !== 'delay'),
    )
  );
}
