import type { Scenario } from '../scenario.ts';

/** A load in one line, the same for the same load: `10 journeys a second (order) for 5 + 10 + 5 s, 8 users`. */
export function loadInWords({ rate, seconds, slowLines, load }: Scenario): string {
  const weights = Object.entries(load.journeys);
  const all = weights.reduce((sum, [, weight]) => sum + (weight ?? 0), 0);
  const journeys = weights
    .map(([name, weight]) => (weights.length === 1 ? name : `${name} ${weight}/${all}`))
    .join(', ');
  const phases = `${seconds.steady} + ${seconds.fault} + ${seconds.recovery} s`;
  const { menus, users, think_ms, timeout_ms, retries } = load;
  const others = [
    users === undefined ? undefined : `${users} users`,
    menus?.menus === undefined ? undefined : `${menus.menus} menus`,
    menus?.zipf === undefined ? undefined : `Zipf ${menus.zipf}`,
    think_ms === undefined ? undefined : `think time ${think_ms} ms`,
    timeout_ms === undefined ? undefined : `patience ${timeout_ms} ms`,
    slowLines === undefined
      ? undefined
      : `${slowLines.percent} % of the lines slow while the fault is on (${slowLines.send_ms} ms to send, ${slowLines.read_ms} ms to read)`,
    retries?.most === undefined ? undefined : `${retries.most} retries`,
  ].filter((text) => text !== undefined);
  return [`${rate} journeys a second (${journeys}) for ${phases}`, ...others].join(', ');
}
