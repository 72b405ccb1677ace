import { TIMING } from '#functions/order/domain/timing';
import type { DeadLetter } from '#oracle/stores/queues';
import type { Redriven, RedriveOptions } from './redrive-letters.ts';

const LONGEST_TEXT = 120;
/** Recovery's limit: older messages become dead letters again. */

export function redriveReport(
  { chosen, left, moved, failure }: Redriven,
  options: RedriveOptions,
  nowMs = Date.now(),
): string {
  if (chosen.length === 0) return `No dead letters${ofReason(options)}.${leftText(left)}\n`;
  const head = options.dryRun
    ? `${count(chosen)}${ofReason(options)}; nothing was changed:`
    : `${moved} of ${count(chosen)}${ofReason(options)} moved to the recovery queue:`;
  return [
    `${head}${leftText(left)}`,
    ...chosen.map((letter, i) => letterLine(letter, options.dryRun || i < moved)),
    ...warnings(chosen, options, nowMs),
    ...(failure === undefined ? [] : [`Stopped, the rest are dead letters still: ${reasonOf(failure)}`]),
    '',
  ].join('\n');
}

function letterLine({ reason, requestId, receiveCount, text }: DeadLetter, done: boolean): string {
  const received = `received ${receiveCount ?? '?'} times`;
  const about = `${reason ?? 'no reason'}, request_id ${requestId ?? 'unknown'}, ${received}`;
  return `  ${done ? '' : '(not moved) '}${about}: ${text.slice(0, LONGEST_TEXT)}`;
}

/** Lists letters that would become dead letters again at once, and how to prevent it. */
function warnings(letters: readonly DeadLetter[], { fresh }: RedriveOptions, nowMs: number): string[] {
  const malformed = letters.filter(({ body }) => body === undefined);
  const overAge = letters.filter(({ body }) => body && nowMs - body.since > TIMING.maxMessageAgeMs);
  const lines: string[] = [];
  if (malformed.length > 0) {
    lines.push(`${count(malformed)} cannot be understood, and will be until recover-order is changed.`);
  }
  if (overAge.length > 0 && !fresh) {
    lines.push(
      `${count(overAge)} older than a day: recovery gives them up again, unless --fresh resets their age.`,
    );
  }
  if (overAge.length > 0 && fresh)
    lines.push(`${count(overAge)} older than a day: with --fresh their age begins now.`);
  return lines;
}

const count = ({ length }: readonly unknown[]): string =>
  `${length} dead ${length === 1 ? 'letter' : 'letters'}`;
const ofReason = ({ reason }: RedriveOptions): string => (reason === undefined ? '' : ` of reason ${reason}`);
const leftText = (left: readonly unknown[]): string =>
  left.length > 0 ? ` (${count(left)} of other reasons left alone)` : '';
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
