import type { Laboratory } from './experiment.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** One line for each trial, then their sum. */
export function reportOf({ trials, startedMs }: Laboratory): string {
  const lines = trials.map(({ name, window, hits }) => {
    const answers = Object.entries(window.answered).map(([status, count]) => `${count} x ${status}`);
    return `${name}: ${hits.join(' + ')} hits; ${window.confirmed} orders confirmed; ${answers.join(', ')}`;
  });
  const hits = sum(trials.flatMap((trial) => trial.hits));
  const calls = sum(trials.map(({ window }) => window.calls));
  const orders = sum(trials.map(({ window }) => window.asked.length));
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  return [
    ...lines,
    `${trials.length} trials in ${seconds} s: ${hits} hits, ${calls} calls, ${orders} orders`,
  ].join('\n');
}
