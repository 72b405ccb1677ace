import { keysOf } from '#shared/map-values';
import { PORT_NUMBERS } from '#shared/ports';
import type { Random } from '#simulation/random';
import { apiAttacks } from './api-attacks.ts';
import { type Attack, type Draw, drawOne, type Known } from './attack.ts';
import { AUTHORIZATION, awsJsonAttacks, invokeAttack, sqsFormAttack } from './aws-attacks.ts';
import { otlpAttack, tracePageAttack } from './otlp-attacks.ts';
import { type RequestParts, requestOf } from './request.ts';
import { broken } from './weird-bytes.ts';
import { weirdHeaders } from './weird-headers.ts';
import { weirdMethod, weirdTarget } from './weird-targets.ts';

/** HTTP ports of the engine, by name. */
export const PORTS = [...keysOf(PORT_NUMBERS), 'sqs', 'dynamodb'] as const;
export type PortName = (typeof PORTS)[number];

/** Plain HTTP around one good request. */
function plainAttack(good: RequestParts): Draw {
  return (random) => {
    const step = drawOne(random, [
      [3, () => requestOf({ ...good, target: weirdTarget(random) })],
      [2, () => requestOf({ ...good, method: weirdMethod(random) })],
      [2, () => requestOf({ ...good, headers: [...(good.headers ?? []), ...weirdHeaders(random)] })],
      [3, () => broken(random, requestOf(good))],
    ])();
    return { kind: 'plain HTTP', steps: [step] };
  };
}

const mixOf =
  (...choices: readonly (readonly [number, Draw])[]): Draw =>
  (random, known) =>
    drawOne(random, choices)(random, known);

const awsCall = (target: string): RequestParts => ({
  method: 'POST',
  target: '/',
  headers: [
    ['Content-Type', 'application/x-amz-json-1.0'],
    ['X-Amz-Target', target],
    ['X-Amz-Date', '20260101T000000Z'],
    ['Authorization', AUTHORIZATION],
  ],
  body: '{}',
});

const DRAWS: Readonly<Record<PortName, Draw>> = {
  user: apiAttacks('user'),
  restaurant: apiAttacks('restaurant'),
  order: apiAttacks('order'),
  gateway: apiAttacks('gateway'),
  engine: mixOf(
    [4, otlpAttack],
    [1, tracePageAttack],
    [2, awsJsonAttacks('ssm')],
    [2, invokeAttack],
    [2, plainAttack({ method: 'GET', target: '/' })],
  ),
  sqs: mixOf(
    [4, awsJsonAttacks('sqs')],
    [2, sqsFormAttack],
    [2, plainAttack(awsCall('AmazonSQS.ListQueues'))],
  ),
  dynamodb: mixOf([4, awsJsonAttacks('dynamodb')], [2, plainAttack(awsCall('DynamoDB_20120810.ListTables'))]),
};

/** What the port answers in any case, between attacks. */
export const GOOD_CALLS: Readonly<Record<PortName, RequestParts>> = {
  user: { method: 'GET', target: '/health' },
  restaurant: { method: 'GET', target: '/menus/1' },
  order: { method: 'GET', target: '/health' },
  gateway: { method: 'GET', target: '/api/restaurants/menus/1' },
  engine: { method: 'GET', target: '/traces.json' },
  sqs: awsCall('AmazonSQS.ListQueues'),
  dynamodb: awsCall('DynamoDB_20120810.ListTables'),
};

/** The attack of this number: it depends on seed, port and number alone, so that one can be repeated without the others. */
export function attackOf(random: Random, port: PortName, known: Known): Attack {
  return DRAWS[port](random, known);
}
