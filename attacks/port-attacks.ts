import { Random } from '#simulation/random';
import { apiAttacks } from './api-attacks.ts';
import { type Attack, type Draw, drawOne, type Known } from './attack.ts';
import { awsJsonAttacks, invokeAttack, sqsFormAttack } from './aws-attacks.ts';
import { awsCall } from './good-call.ts';
import { otlpAttack, tracePageAttack } from './otlp-attacks.ts';
import { plainAttack } from './plain-attack.ts';
import { PORTS, type PortName } from './ports.ts';

const mixOf =
  (...choices: readonly (readonly [number, Draw])[]): Draw =>
  (random, known) =>
    drawOne(random, choices)(random, known);

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

const SEED_STRIDE = 1_000_003;

/** The attack of this number: it depends on seed, port and number alone, so that one can be repeated without the others. */
export function drawAttack(seed: number, port: PortName, number: number, known: Known): Attack {
  const random = new Random((seed * PORTS.length + PORTS.indexOf(port)) * SEED_STRIDE + number);
  return DRAWS[port](random, known);
}
