import { SWITCH_IDS, type SwitchId, switchesOf } from '#shared/faults/fault-table';
import { idViolation } from '#shared/faults/rules/check-rule';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';

const isSwitch = (id: string): id is SwitchId => SWITCH_IDS.some((each) => each === id);

/** Why no rule can have this id, in one sentence. Asked before each call: the id becomes a part of an address, and `.` would leave it. */
export function ruleIdProblem(id: string): string | undefined {
  const problem = idViolation(id)?.msg;
  return problem && `"${id}" is no id of a rule: ${problem}`;
}

/** Why nothing that is called so can be ended. */
export function endedIdProblem(id: string): string | undefined {
  const problem = isSwitch(id) ? undefined : ruleIdProblem(id);
  return problem && `${problem}; the documented switches are ${SWITCH_IDS.join(', ')}`;
}

/** The services in which something may have this id: a switch is of one. */
export const servicesWith = (id: string): readonly ServiceName[] =>
  isSwitch(id) ? SERVICE_NAMES.filter((service) => switchesOf(service).includes(id)) : SERVICE_NAMES;
