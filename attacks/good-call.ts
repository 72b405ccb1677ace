import type { AttackedEngine } from './attacked-engine.ts';
import { AUTHORIZATION } from './aws-attacks.ts';
import { exchange } from './exchange.ts';
import type { Failure } from './port-run.ts';
import type { PortName } from './ports.ts';
import type { RequestParts } from './request.ts';
import { requestOf } from './request.ts';

export const awsCall = (target: string): RequestParts => ({
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

/** Calls that each port must answer between attacks. */
export const GOOD_CALLS: Readonly<Record<PortName, RequestParts>> = {
  user: { method: 'GET', target: '/health' },
  restaurant: { method: 'GET', target: '/menus/1' },
  order: { method: 'GET', target: '/health' },
  gateway: { method: 'GET', target: '/api/restaurants/menus/1' },
  engine: { method: 'GET', target: '/traces.json' },
  sqs: awsCall('AmazonSQS.ListQueues'),
  dynamodb: awsCall('DynamoDB_20120810.ListTables'),
};

/** @returns the problem of a good request; undefined if it was answered */
export async function callWell(
  engine: AttackedEngine,
  port: PortName,
): Promise<Pick<Failure, 'what' | 'bytes'> | undefined> {
  const step = requestOf(GOOD_CALLS[port]);
  const result = await exchange(engine.ports[port], step);
  if (result.outcome === 'answered' && result.status === 200) return undefined;
  const what = engine.isAlive ? `a good request got ${JSON.stringify(result)}` : engine.ending;
  return { what, bytes: step.bytes };
}
