import type { Figures, StepFigures } from './sample.ts';
import { StepMeter } from './step-meter.ts';

/** Name of a kind of request. */
export interface StepName {
  readonly journey: string;
  readonly step: string;
}

/** One meter for each step of each journey. */
export class StepMeters {
  readonly #meters = new Map<string, { readonly name: StepName; readonly meter: StepMeter }>();

  of({ journey, step }: StepName): StepMeter {
    const key = `${journey} ${step}`;
    let found = this.#meters.get(key);
    if (!found) {
      found = { name: { journey, step }, meter: new StepMeter() };
      this.#meters.set(key, found);
    }
    return found.meter;
  }

  add(other: StepMeters): void {
    for (const { name, meter } of other.#meters.values()) this.of(name).add(meter);
  }

  reset(): void {
    for (const { meter } of this.#meters.values()) meter.reset();
  }

  /** All steps together. */
  all(): Figures {
    const sum = new StepMeter();
    for (const { meter } of this.#meters.values()) sum.add(meter);
    return sum.figures();
  }

  /** Each step with an end. */
  steps(): StepFigures[] {
    return [...this.#meters.values()]
      .filter(({ meter }) => meter.ended > 0)
      .map(({ name, meter }) => ({ ...name, ...meter.figures() }));
  }
}
