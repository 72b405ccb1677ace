import type { Cell } from './cell.ts';
import { ENDPOINTS, FLOOR } from './endpoints.ts';
import { percent } from './figure-words.ts';
import { floorOf } from './floor.ts';

const LIMIT_OF: ReadonlyMap<string, string | undefined> = new Map(
  ENDPOINTS.map(({ row, limit }) => [row, limit]),
);

/** How near a cell is to the limit of its row: `47 % of empty-handler`; empty where the limit was not measured. */
export function limitShare(cell: Cell, cells: readonly Cell[]): string {
  const limit = LIMIT_OF.get(cell.row);
  if (limit === FLOOR) {
    const floor = floorOf(cells);
    const { cpuMsPerAnswer: ms } = cell;
    return floor && ms !== undefined ? `the floor is ${percent(floor.ms / ms)}` : '';
  }
  const reached = cells.find(({ row, connections }) => row === limit && connections === cell.connections);
  return reached ? `${percent(cell.perSecond / reached.perSecond)} of ${limit}` : '';
}
