import { modeExamples } from '#lab/mode-examples';
import { MODES } from '#shared/faults/modes/all';
import { fitsAt, type Mode, type When, whensOf } from '#shared/faults/modes/mode';
import type { Point } from '#shared/faults/points/point';
import type { Blow } from './experiment.ts';

/** Longer than any time limit of a call in the system of an exploration. */
const LATE_MS = 2_500;
const EXAMPLES = modeExamples(LATE_MS);
/** The list has a lock held for five times as long. */
const SHORTER = modeExamples(LATE_MS / 5);

/** Each mode that fits a point, with each form of its parameters, at each moment; without those that cannot matter. */
export function blowsAt(point: Point): readonly Blow[] {
  return MODES.filter(({ name }) => name !== 'unprotected').flatMap((mode) =>
    formsOf(mode)
      .filter((params) => fitsAt(mode, point, params))
      .flatMap((params) => momentsOf(mode).map((when) => ({ mode, when, params }))),
  );
}

/** How a duration is drawn does not matter to one call. */
function formsOf(mode: Mode): readonly Readonly<Record<string, unknown>>[] {
  const { [mode.name]: forms = [{}] } = mode.name === 'lock_held' ? SHORTER : EXAMPLES;
  return mode.name === 'latency' ? forms.slice(0, 1) : forms;
}

/** A call that fails before its work and one that fails instead of it leave the same behind. */
function momentsOf(mode: Mode): readonly When[] {
  const whens = whensOf(mode);
  return whens.includes('instead') ? whens.filter((when) => when !== 'before') : whens;
}
