import type { Scenario } from '../scenario.ts';

/** A scenario whose fault phase is as long as asked for, since alerts need minutes. */
export const lengthened = (scenario: Scenario, faultSeconds: number | undefined): Scenario =>
  faultSeconds === undefined
    ? scenario
    : { ...scenario, seconds: { ...scenario.seconds, fault: faultSeconds } };
