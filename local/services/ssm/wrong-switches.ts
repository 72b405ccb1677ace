import { readSwitchParameter, SWITCHED_SERVICES, switchParameter } from '#shared/faults/switch-parameter';
import { readSwitchText } from '#shared/faults/switch-text';
import { SsmFault } from './ssm-fault.ts';

/** The engine runs no other. */
const STAGE = 'local';

/** AWS stores any text. A wrong switch is refused here, before it changes what the functions do. */
export function refuseWrongSwitches(name: string, value: string): void {
  const parameter = readSwitchParameter(name);
  if (!parameter) return;
  if ('unknown' in parameter) {
    const services = SWITCHED_SERVICES.join(', ');
    throw new SsmFault(
      'ValidationException',
      `"${parameter.unknown}" is no service with fault switches; there are ${services}.`,
    );
  }
  const own = switchParameter(STAGE, parameter.service);
  if (name !== own) {
    throw new SsmFault('ValidationException', `Nothing reads ${name} here; the switches are in ${own}.`);
  }
  const problems = readSwitchText(parameter.service, value).invalid.map(({ problem }) => problem);
  if (problems.length > 0) throw new SsmFault('ValidationException', `${problems.join('; ')}.`);
}
