/** One budget, with what was measured. */
export interface Verdict {
  readonly work: string;
  readonly demand: string;
  readonly measured: string;
  /** Undefined where it was not measured. */
  readonly met: boolean | undefined;
  /** Whether it is as good as it should become; undefined for a budget without a goal beyond it. */
  readonly goalMet?: boolean;
}

/** @param judge called only for measured figures */
export function verdict<T>(
  work: string,
  demand: string,
  value: T | undefined,
  judge: (value: T) => { readonly met: boolean; readonly goalMet?: boolean; readonly measured: string },
): Verdict {
  const judged = value === undefined ? { met: undefined, measured: 'not measured' } : judge(value);
  return { work, demand, ...judged };
}
