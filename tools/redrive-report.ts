import { TIMING } from '#functions/order/domain/timing';
import type { DeadLetter } from '#oracle/stores/queues';
import { messageOf } from '#shared/error-message';
import type { Redriven, RedriveOptions } from './redrive-letters.ts';

const LONGEST_TEXT = 120;

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
    ...(failure === undefined ? [] : [`Stopped; the others are still dead letters: ${messageOf(failure)}`]),
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
  const next = fresh
    ? 'with --fresh their age begins now'
    : 'recovery moves them to the dead-letter queue again, unless --fresh resets their age';
  return [
    ...(malformed.length > 0
      ? [
          `${count(malformed)} malformed: recovery moves them to the dead-letter queue again, unless recover-order is changed.`,
        ]
      : []),
    ...(overAge.length > 0 ? [`${count(overAge)} older than a day: ${next}.`] : []),
  ];
}

const count = ({ length }: readonly unknown[]): string =>
  `${length} dead ${length === 1 ? 'letter' : 'letters'}`;
const ofReason = ({ reason }: RedriveOptions): string => (reason === undefined ? '' : ` of reason ${reason}`);
const leftText = (left: readonly unknown[]): string =>
  left.length > 0 ? ` (${count(left)} with other reasons not moved)` : '';
