const STEPS = [1, 2, 5, 10] as const;
const TEN = 10;

/** Round values from `least` to `most`, about `wanted` of them. */
export function ticks(least: number, most: number, wanted: number): readonly number[] {
  const rough = Math.max((most - least) / wanted, Number.EPSILON);
  const power = TEN ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough) ?? TEN) * power;
  const first = Math.ceil(least / step);
  const count = Math.floor(most / step) - first + 1;
  // multiplied, not added up: sums of 0.1 are no round values
  return Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}
