import { BOUNDARIES, type Boundary } from '#tools/fault-docs/boundaries';
import type { Cell } from './cells.ts';
import { isDocumented } from './documented.ts';
import type { Finding } from './experiment.ts';

/** The boundary of trust that a cell crosses. */
export const boundaryOf = ({ rule }: Cell): Boundary | undefined =>
  BOUNDARIES.find(
    ({ point, mode, kind }) => rule.point === point && rule.mode === mode && rule.kind === kind,
  );

/** What is wrong and no boundary of trust, and the boundaries that are none: nothing was wrong. */
export function unexpected(cells: readonly Cell[], findings: readonly Finding[]): readonly string[] {
  const byTrial = Map.groupBy(findings, ({ trial }) => trial);
  const believed = new Map(cells.map((cell) => [cell.name, boundaryOf(cell)]));
  const wrong = [...byTrial].flatMap(([trial = 'no order of the load', found]) => {
    const allowed = believed.get(trial)?.shownBy ?? [];
    const texts = found
      .filter((finding) => !allowed.includes(finding.rule) && !isDocumented(finding))
      .map(({ rule, text }) => `${rule}: ${text}`);
    return [...new Set(texts)].slice(0, MOST_TEXTS).map((text) => `${trial}: ${text}`);
  });
  const unharmed = cells.filter((cell) => isSurelyHarmful(cell) && !byTrial.has(cell.name));
  return [
    ...wrong,
    ...unharmed.map(({ name }) => `${name}: is named as a boundary of trust, and did no harm`),
  ];
}

const MOST_TEXTS = 5;

function isSurelyHarmful(cell: Cell): boolean {
  const boundary = boundaryOf(cell);
  return boundary !== undefined && !boundary.isRare;
}
