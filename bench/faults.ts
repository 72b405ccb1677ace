import { type CostAgainstControl, type CostContext, measureAgainstControl } from './against-control.ts';

const FAULTS = {
  what: 'faults',
  changed: { environment: { CHAOS_ENABLED: 'true' } },
  base: { environment: { CHAOS_ENABLED: 'false' } },
};

/** Measures what it costs that faults could be on, where none is. */
export const measureFaults = (folder: string, context: CostContext): Promise<CostAgainstControl> =>
  measureAgainstControl(folder, FAULTS, context);
