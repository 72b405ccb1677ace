import { readFileSync } from 'node:fs';

const NS_PER_MS = 1e6;

/**
 * Reads how long the main thread of a process ran or waited for a processor since its start, in milliseconds; the rest of
 * its life it was asleep.
 * @returns undefined where the platform does not report it (it is in /proc on Linux), and for a process that has ended
 */
export function awakeMs(pid: number): number | undefined {
  try {
    const [ranNs, waitedNs] = readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ');
    const awakeNs = Number(ranNs) + Number(waitedNs);
    return Number.isFinite(awakeNs) ? awakeNs / NS_PER_MS : undefined;
  } catch {
    return undefined;
  }
}
