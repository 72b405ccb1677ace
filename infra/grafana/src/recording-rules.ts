import { FAULT_IDS, FAULTS } from '#shared/faults/fault-table';
import { SERVICE_NAMES } from '#shared/services';
import {
  ATTRIBUTE,
  ENGINE_SERVICE,
  METRIC,
  ORDER_STEPS,
  RECOVERY_OUTCOMES,
} from '#shared/telemetry/conventions';
import { counterName, promName, recordedName, SPAN } from './metric-names.ts';
import { sum } from './promql.ts';

type Labels = Readonly<Record<string, string>>;

export interface Recorded {
  readonly metric: (typeof METRIC)[keyof typeof METRIC];
  readonly labels: readonly string[];
  /** Label values that exist before the first count. */
  readonly zeros: readonly Labels[];
}

const SERVICES = [...SERVICE_NAMES, ENGINE_SERVICE];
const SIGNALS = ['traces', 'metrics', 'logs'];
const CACHES = ['menus', 'order'];
const CACHE_STATES = ['hit', 'miss', 'bypass'];

/** The counters to record: a function exports its counts since the last export, and nothing while it is not called. */
export const RECORDED: readonly Recorded[] = [
  {
    metric: METRIC.orderSteps,
    labels: [ATTRIBUTE.orderStep],
    zeros: ORDER_STEPS.map((step) => ({ [ATTRIBUTE.orderStep]: step })),
  },
  {
    metric: METRIC.recoveryMessages,
    labels: [ATTRIBUTE.recoveryOutcome],
    zeros: RECOVERY_OUTCOMES.map((outcome) => ({ [ATTRIBUTE.recoveryOutcome]: outcome })),
  },
  {
    metric: METRIC.cacheReads,
    labels: [ATTRIBUTE.cacheName, ATTRIBUTE.cacheState],
    zeros: CACHES.flatMap((cache) =>
      CACHE_STATES.map((state) => ({ [ATTRIBUTE.cacheName]: cache, [ATTRIBUTE.cacheState]: state })),
    ),
  },
  { metric: METRIC.cacheBumpFailed, labels: [], zeros: [{}] },
  {
    metric: METRIC.chaosInjected,
    labels: [ATTRIBUTE.chaosFault, ATTRIBUTE.chaosMode],
    zeros: FAULT_IDS.map((id) => ({
      [ATTRIBUTE.chaosFault]: id,
      [ATTRIBUTE.chaosMode]: FAULTS[id].mode,
    })),
  },
  {
    metric: METRIC.telemetryDropped,
    labels: [SPAN.service, ATTRIBUTE.signal],
    zeros: SERVICES.flatMap((service) =>
      SIGNALS.map((signal) => ({ [SPAN.service]: service, [ATTRIBUTE.signal]: signal })),
    ),
  },
];

/** The last count, else the last recorded value, else 0, so that `increase` includes the first count. */
export const recordingExpression = ({ metric, labels, zeros }: Recorded): string =>
  [
    sum(counterName(metric), labels),
    `last_over_time(${recordedName(metric)}[1d])`,
    ...zeros.map(labelledZero),
  ].join('\nor ');

const labelledZero = (labels: Labels): string =>
  Object.entries(labels).reduce(
    (zero, [name, value]) => `label_replace(${zero}, "${promName(name)}", "${value}", "", "")`,
    'vector(0)',
  );
