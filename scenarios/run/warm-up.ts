import { startLoad } from '#load/load';
import type { Scenario } from '../scenario.ts';
import { aborting } from './aborting.ts';
import type { Target } from './running-target.ts';

const CLIENTS = 2;

/**
 * Lets the functions of a slow target start. Its clients wait for their answers, since requests at a rate would pile up before
 * functions that take seconds to start. They are users of their own, so no check of the run counts their orders.
 */
export async function warmUp(target: Target, scenario: Scenario, signal: AbortSignal): Promise<void> {
  if (!target.pace) return;
  await using load = startLoad({
    urls: target.urls,
    journeys: scenario.load.journeys,
    users: CLIENTS,
    loop: {
      kind: 'closed',
      phases: [{ kind: 'steady', seconds: target.pace.warmUpSeconds, clients: CLIENTS }],
    },
  });
  await aborting(load.ended, signal);
}
