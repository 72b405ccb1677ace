import { execFileSync } from 'node:child_process';

/** Command lines of the running processes that contain a text. */
export function processesWith(text: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(text));
}
