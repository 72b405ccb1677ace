import { type Cell, errorCount } from './cell.ts';
import { milliseconds, number, percent, rate } from './figure-words.ts';
import type { Figures } from './figures.ts';
import { floorOf } from './floor.ts';
import { type Verdict, verdict } from './verdict.ts';

const WORK = 'POST /orders';
/** Of the original system on the same machine: answers per second, and CPU milliseconds per answer. */
const ORIGINAL = { perSecond: 9.4, cpuMs: 99 };
const LEAST = { perSecond: 150, floorShare: 0.55 };
const MOST = { cpuMs: 11, recoveryMs: 0.8, firstMs: 250 };
const GOAL = { perSecond: 190, floorShare: 0.7, cpuMs: 9 };
const MANY_CONNECTIONS = [32, 128];
/** Difference between two cells of the same work on an idle machine. */
const NOISE = 0.1;

type CellAt = (row: string, connections: number) => Cell | undefined;

/** Budgets of placing an order, from the first one to those at 128 connections, and of its recovery. */
export function orderVerdicts({ cells, recovery, firstOrder }: Figures, cellAt: CellAt): Verdict[] {
  const eight = cellAt('place-order', 8);
  return [
    verdict(WORK, `≥ ${LEAST.perSecond}/s (goal ${GOAL.perSecond}/s)`, eight, ({ perSecond }) => ({
      met: perSecond >= LEAST.perSecond,
      goalMet: perSecond >= GOAL.perSecond,
      measured: `${rate(perSecond)} = ${number(perSecond / ORIGINAL.perSecond, 1)} × the original's`,
    })),
    verdict(WORK, `≤ ${MOST.cpuMs} ms CPU per answer (goal ${GOAL.cpuMs})`, eight?.cpuMsPerAnswer, (ms) => ({
      met: ms <= MOST.cpuMs,
      goalMet: ms <= GOAL.cpuMs,
      measured: `${milliseconds(ms)} (original ${ORIGINAL.cpuMs} ms: ${number(ORIGINAL.cpuMs / ms, 1)} × less)`,
    })),
    floorVerdict(eight?.cpuMsPerAnswer, cells),
    ...MANY_CONNECTIONS.map((connections) => steady(connections, cellAt('place-order', connections), eight)),
    verdict('recovery of an order', `≤ ${MOST.recoveryMs} ms CPU`, recovery, ({ cpuMsPerOrder, orders }) => ({
      met: cpuMsPerOrder <= MOST.recoveryMs,
      measured: `${milliseconds(cpuMsPerOrder)}, of ${orders} orders`,
    })),
    verdict('first order after a start', `≤ ${MOST.firstMs} ms`, firstOrder, ({ ms, starts }) => ({
      met: ms <= MOST.firstMs,
      measured: `${milliseconds(ms)}, median of ${starts.length} starts`,
    })),
  ];
}

function floorVerdict(cpuMs: number | undefined, cells: readonly Cell[]): Verdict {
  const floor = floorOf(cells);
  return verdict(
    WORK,
    `its floor is ≥ ${percent(LEAST.floorShare)} of its CPU (goal ${percent(GOAL.floorShare)})`,
    floor && cpuMs !== undefined ? { floor, cpuMs } : undefined,
    ({ floor: { ms }, cpuMs: took }) => ({
      met: ms / took >= LEAST.floorShare,
      goalMet: ms / took >= GOAL.floorShare,
      measured: `${percent(ms / took)}: ${milliseconds(ms)} of ${milliseconds(took)}`,
    }),
  );
}

function steady(connections: number, cell: Cell | undefined, eight: Cell | undefined): Verdict {
  return verdict(
    WORK,
    `${connections} connections: no error, no drop in throughput`,
    cell && eight && { cell, eight },
    (measured) => ({
      met:
        errorCount(measured.cell) === 0 && measured.cell.perSecond >= measured.eight.perSecond * (1 - NOISE),
      measured: `${errorCount(measured.cell)} errors, ${rate(measured.cell.perSecond)} (8 connections: ${rate(measured.eight.perSecond)})`,
    }),
  );
}
