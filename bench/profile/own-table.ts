import { screenTable } from '#shared/cli/screen-table';
import type { Sampled } from './profiles.ts';
import { packageOf } from './sources.ts';

/** What V8 reports while a process waits. */
const WAITING = new Set(['(idle)', '(root)']);
const PERCENT = 100;
const NUMBER_WIDTH = 9;

/** What each package used by its own code, the greatest first, for each answer too. */
export function ownTable(samples: readonly Sampled[], unit: string, answers: number): string {
  const used = new Map<string, number>();
  for (const { frame, own } of samples) {
    const name = packageOf(frame);
    if (!WAITING.has(name)) used.set(name, (used.get(name) ?? 0) + own);
  }
  const total = [...used.values()].reduce((sum, own) => sum + own, 0);
  const row = (name: string, own: number): string[] => [
    number(own),
    number(own / Math.max(1, answers), 3),
    `${number(total === 0 ? 0 : (own / total) * PERCENT)} %`,
    name,
  ];
  const rows = [...used].filter(([, own]) => own > 0).toSorted(([, a], [, b]) => b - a);
  const head = [unit, `${unit}/answer`, 'share'].map((text) => text.padStart(NUMBER_WIDTH));
  return screenTable([[...head, 'package'], ...rows.map(([name, own]) => row(name, own)), row('all', total)]);
}

const number = (value: number, digits = 1): string => value.toFixed(digits).padStart(NUMBER_WIDTH);
