import { type Attributes, type Counter, metrics } from '@opentelemetry/api';
import { type METRIC, SCOPE } from './conventions.ts';

type CounterName = (typeof METRIC)[keyof typeof METRIC];

const counters = new Map<CounterName, Counter>();

/** Adds to one of the {@link METRIC}s. Without telemetry nothing is counted. */
export function count(name: CounterName, attributes: Attributes = {}, by = 1): void {
  let counter = counters.get(name);
  if (!counter) {
    // Get the meter lazily: one obtained before SDK set-up stays a no-op.
    counter = metrics.getMeter(SCOPE).createCounter(name);
    counters.set(name, counter);
  }
  counter.add(by, attributes);
}
