import { fitsAt, type Mode } from '#shared/faults/modes/mode';
import type { Point } from '#shared/faults/points/point';

/** The points at which a mode can act, in patterns: a whole port where every method fits, else each method. */
export function whereOf(mode: Mode, points: readonly Point[]): readonly string[] {
  const fitting = points.filter((point) => fitsAt(mode, point));
  if (fitting.length === points.length) return ['*'];
  const patterns = fitting.map(({ name, kind }) => {
    const port = name.replace(/[^.]*$/, '');
    const all = points.filter((point) => point.name.startsWith(port));
    return kind === 'port' && all.length > 1 && all.every((point) => fitting.includes(point))
      ? `${port}*`
      : name;
  });
  return [...new Set(patterns)];
}
