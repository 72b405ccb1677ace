import type { CostAgainstControl } from './against-control.ts';
import type { Cell } from './cell.ts';
import type { ColdStart } from './cold-starts.ts';
import type { FirstOrder } from './first-order.ts';
import type { RateCell } from './fixed-rate/measure.ts';
import type { RecoveryCost } from './recovery.ts';
import type { Startup } from './startup.ts';
import type { TelemetryCost } from './telemetry.ts';

/** Everything that was measured; what was left out is absent. */
export interface Figures {
  readonly cells: readonly Cell[];
  readonly rateCells?: readonly RateCell[];
  readonly startup?: Startup;
  readonly coldStarts?: readonly ColdStart[];
  readonly telemetry?: TelemetryCost;
  readonly faults?: CostAgainstControl;
  readonly console?: CostAgainstControl;
  readonly recovery?: RecoveryCost;
  readonly firstOrder?: FirstOrder;
  /** Greatest memory by the number of connections, shared pages counted once. */
  readonly loadedBytes?: Readonly<Record<number, number>>;
}
