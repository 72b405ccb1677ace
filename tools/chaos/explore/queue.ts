import { type Experiment, isCore } from './experiment.ts';
import { isLie } from './liars.ts';

/** Experiments that wait for those that lead to new places. */
export class Queue {
  #others: Experiment[] = [];
  #lies: Experiment[] = [];

  /** Number of lies that wait. */
  get lies(): number {
    return this.#lies.length;
  }

  /** Keeps what can wait. @returns what cannot */
  sorted(experiments: readonly Experiment[]): readonly Experiment[] {
    const isLying = ({ strikes }: Experiment): boolean => strikes.some(isLie);
    const leads = ({ strikes }: Experiment): boolean => strikes.every(isCore);
    this.#lies.push(...experiments.filter(isLying));
    this.#others.push(...experiments.filter((each) => !isLying(each) && !leads(each)));
    return experiments.filter((each) => !isLying(each) && leads(each));
  }

  takeOthers(): readonly Experiment[] {
    const others = this.#others;
    this.#others = [];
    return others;
  }

  takeLies(): readonly Experiment[] {
    const lies = this.#lies;
    this.#lies = [];
    return lies;
  }
}
