import { globPattern } from '#shared/faults/points/glob';
import { STEP_SPAN } from '#shared/telemetry/conventions';
import type { Finding } from './finding.ts';

/** A finding that is meant to be so. */
export interface Accepted {
  readonly lint: string;
  readonly service: string;
  /** Patterns of the spans' names, in order. */
  readonly spans: readonly string[];
  readonly reason: string;
}

type Entry = readonly [service: string, spans: readonly string[], reason: string];
const of = (lint: string, entries: readonly Entry[]): readonly Accepted[] =>
  entries.map(([service, spans, reason]) => ({ lint, service, spans, reason }));

const SEND = 'send *-recovery';
const CACHE = 'SET';

/** Remove an entry, and the lint reports the place again. The first that fits counts. */
export const ACCEPTED: readonly Accepted[] = [
  ...of('short-deadline', [
    ['order', [STEP_SPAN.validateUser, '*'], 'a check changes nothing, whether or not somebody waits for it'],
    ['order', [STEP_SPAN.quoteMenu, '*'], 'a read changes nothing, whether or not somebody waits for it'],
    [
      'order',
      [STEP_SPAN.reserveStock, '*'],
      'the order fails and is released; a reservation that comes after its release is refused',
    ],
    ['order', [STEP_SPAN.releaseStock, '*'], 'recovery releases again, and a second release changes nothing'],
  ]),
  ...of('repeated-call', [
    ['restaurant', ['SELECT fault_hits'], 'two readings of the hits give hits per second'],
    ['*', ['GetItem *fault-hits'], 'two readings of the hits give hits per second'],
  ]),
  ...of('unsafe-retry', [
    ['order', [STEP_SPAN.validateUser], 'the check of a token changes nothing'],
    [
      'order',
      [STEP_SPAN.reserveStock],
      'the id of the order is that of the reservation: a second try finds the first',
    ],
    ['order', [STEP_SPAN.releaseStock], 'a second release changes nothing'],
    [
      'order',
      [STEP_SPAN.putOrder],
      'the put is conditional, and the attempt id in the item shows whose it is',
    ],
    ['order', ['* order'], 'the update is conditional, and the attempt id in the item shows whose it is'],
    ['order', ['send *'], 'a message only announces that an order may need work; a second finds it at rest'],
    ['restaurant', ['SELECT *_inventory'], 'the function in the database recognises an operation by its id'],
    [
      'user',
      ['TransactWriteItems *'],
      'the put is conditional, and the attempt id in the item shows whose it is',
    ],
    ['*', ['SSM/PutParameter'], 'the second try writes the same text'],
  ]),
  ...of('sequential-calls', [
    ['order', ['*', SEND], 'recovery is announced for requests that passed their checks'],
    ['order', [SEND, '*'], 'recovery is announced before anything is written, so that it survives a crash'],
    [
      'order',
      ['*', CACHE],
      'the cache is invalidated after the write, else a reader would fill it with the old state',
    ],
    [
      'restaurant',
      ['*', CACHE],
      'the cache is invalidated after the write, else a reader would fill it with the old state',
    ],
    ['order', [STEP_SPAN.validateUser, STEP_SPAN.findKey], "a key belongs to the token's owner"],
    [
      'order',
      [STEP_SPAN.quoteMenu, STEP_SPAN.findKey],
      'the key waits for the check of the token, beside the quotes',
    ],
    [
      'order',
      [STEP_SPAN.putOrder, STEP_SPAN.reserveStock],
      'the order is stored before it takes anything, so that recovery knows what to give back',
    ],
    [
      'order',
      [STEP_SPAN.reserveStock, STEP_SPAN.charge],
      'what the reservation recorded is charged, which is usually what was quoted (ADR 15)',
    ],
    ['order', [STEP_SPAN.reserveStock, STEP_SPAN.failOrder], 'the result of the reservation decides'],
    ['order', [STEP_SPAN.charge, '* order'], 'the result of the charge decides'],
    [
      'order',
      ['* order', STEP_SPAN.releaseStock],
      'decide, then act: only the winner of the decision gives back',
    ],
    [
      'order',
      [STEP_SPAN.releaseStock, STEP_SPAN.closeCharge],
      'one step at a time is given back, so that a failure leaves one step unknown; nobody waits for recovery',
    ],
    ['order', ['*', STEP_SPAN.settleOrder], 'the order shows what was given back only after it was'],
  ]),
];

export function reasonFor(
  { lint, service, spans }: Pick<Finding, 'lint' | 'service' | 'spans'>,
  accepted: readonly Accepted[],
): string | undefined {
  return accepted.find(
    (each) =>
      each.lint === lint &&
      globPattern(each.service).test(service) &&
      each.spans.length === spans.length &&
      each.spans.every((pattern, at) => globPattern(pattern).test(spans[at] ?? '')),
  )?.reason;
}
