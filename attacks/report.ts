import type { Vitals } from './attacked-engine.ts';
import type { Failure, PortRun } from './port-run.ts';

const MEGABYTE = 1024 * 1024;
const MOST_BYTES_SHOWN = 2_000;

/** Writes bytes as a line to read and paste, with \xNN for those that are not printable. */
export function printable(bytes: Buffer): string {
  const shown = bytes.subarray(0, MOST_BYTES_SHOWN).toString('latin1');
  const escapes: Readonly<Record<string, string>> = { '\r': '\\r', '\n': '\\n', '\t': '\\t', '\\': '\\\\' };
  const text = shown.replace(
    /[^\x20-\x5b\x5d-\x7e]/g,
    (char) => escapes[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return bytes.length > MOST_BYTES_SHOWN ? `${text}… (${bytes.length} bytes)` : text;
}

/** Describes a failure: the result, the bytes that caused it, and the command that repeats it. */
export function failureText(seed: number, { port, number, kind, what, bytes }: Failure): string {
  return [
    `${port}, attack ${number} (${kind}): ${what}`,
    `  bytes: ${printable(bytes)}`,
    `  again: npm run attack -- --seed ${seed} --port ${port} --only ${number}`,
  ].join('\n');
}

const megabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(0);

/** A Markdown table with a row for each port, and a line about memory. */
export function figures(runs: readonly PortRun[], before: Vitals, after: Vitals): string {
  const rows = runs.map(({ port, requests, outcomes, failures, seconds }) => {
    const statuses = Object.entries(outcomes).map(([status, count]) => `${status}: ${count}`);
    return `| ${port} | ${requests} | ${statuses.join(', ')} | ${failures.length} | ${seconds.toFixed(0)} |`;
  });
  return [
    '| port | requests | answers | failures | seconds |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    `Memory of the engine: ${megabytes(before.rss)} MB before, ${megabytes(after.rss)} MB after; ` +
      `of that on the heap ${megabytes(before.heapUsed)} and ${megabytes(after.heapUsed)} MB. ` +
      `Sockets: ${before.sockets} and ${after.sockets}.`,
  ].join('\n');
}
