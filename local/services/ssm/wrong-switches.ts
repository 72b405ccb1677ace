import { pointsOf } from '#shared/faults/points/known-points';
import type { Point } from '#shared/faults/points/point';
import { readSwitchParameter, SWITCHED_SERVICES, switchParameter } from '#shared/faults/switch-parameter';
import { readSwitchText } from '#shared/faults/switch-text';
import { SsmFault } from './ssm-fault.ts';

/** The only stage that the engine runs. */
const STAGE = 'local';

/**
 * Refuses an invalid switch or rule before functions read it. AWS would store any text.
 * @param points those of all services, where they are known
 */
export function refuseWrongSwitches(name: string, value: string, points?: readonly Point[]): void {
  const parameter = readSwitchParameter(name);
  if (!parameter) return;
  if ('unknown' in parameter) {
    const services = SWITCHED_SERVICES.join(', ');
    throw new SsmFault(
      'ValidationException',
      `"${parameter.unknown}" is not a service with fault switches; allowed: ${services}.`,
    );
  }
  const own = switchParameter(STAGE, parameter.service);
  if (name !== own) {
    throw new SsmFault('ValidationException', `Nothing reads ${name} here; the switches are in ${own}.`);
  }
  const { service } = parameter;
  const { invalid } = readSwitchText(value, {
    service,
    points: points && pointsOf(service, points),
    evaluatesStopWhen: true,
  });
  const problems = invalid.map(({ problem }) => problem);
  if (problems.length > 0) throw new SsmFault('ValidationException', `${problems.join('; ')}.`);
}
