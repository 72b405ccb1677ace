/** The module `k6/metrics`. */
import { emit } from './channel.ts';

class Metric {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  add(value: number | boolean): void {
    emit({ metric: this.name, value: Number(value) });
  }
}

export class Counter extends Metric {}
export class Rate extends Metric {}
export class Trend extends Metric {}
