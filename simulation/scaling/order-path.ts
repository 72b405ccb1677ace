import type { Clock } from './clock.ts';
import type { Cloud } from './cloud.ts';
import type { Station } from './station.ts';
import { holding, inTurn, passing, type Step, takes, together } from './steps.ts';
import { TIMES } from './times.ts';

/** Parts into which the code of place-order is cut by what it waits for. */
const PARTS = 5;

/**
 * POST /orders of one menu by a user who is logged in, in the order of functions/order/domain/place-order.ts. Every order can
 * take the same step.
 */
export function placeOrder(clock: Clock, cloud: Cloud): Step {
  const around = (ms: number): Step => takes(clock, () => clock.around(ms));

  const call = (service: keyof Cloud['apis'], ...work: readonly Step[]): Step =>
    inTurn(
      passing(cloud.account, 'account'),
      passing(cloud.apis[service], 'stage'),
      around(TIMES.gateway.ms),
      holding(() => cloud.environments, 'environments', inTurn(...work)),
    );
  const write = (...tables: readonly (readonly Station[])[]): Step =>
    inTurn(
      around(TIMES.dynamodb.ms),
      ...tables.map((table) =>
        holding(
          () => clock.random.pick(table),
          'partition',
          takes(clock, () => TIMES.write.ms),
        ),
      ),
    );
  const statement = (cpuMs: number): Step => holding(() => cloud.processors, 'processors', around(cpuMs));
  const valkey = around(TIMES.valkey.ms);
  const own = around(TIMES.placeOrder.ms / PARTS);

  const validate = call('user', around(TIMES.validate.ms), around(TIMES.dynamodb.ms));
  // each sale makes the cached menu stale, so PostgreSQL is read too
  const quote = call(
    'restaurant',
    around(TIMES.getMenu.ms),
    valkey,
    holding(() => cloud.connections, 'connections', statement(TIMES.read.ms)),
  );
  const reserve = call(
    'restaurant',
    around(TIMES.reserve.ms),
    holding(
      () => cloud.connections,
      'connections',
      holding(() => cloud.drawRow(), 'row', inTurn(statement(TIMES.statement.ms), around(TIMES.commit.ms))),
    ),
    valkey,
  );
  return call(
    'order',
    own,
    together(validate, quote),
    own,
    around(TIMES.sqs.ms),
    write(cloud.orders, cloud.ordersByUser),
    own,
    reserve,
    own,
    write(cloud.payments),
    write(cloud.orders, cloud.ordersByUser),
    own,
    valkey,
  );
}
