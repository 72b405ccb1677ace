// Written by `npm run modes`: one line for each file of a mode.

import { chargeTwice } from './charge-twice.ts';
import { clockSkew } from './clock-skew.ts';
import { coldStart } from './cold-start.ts';
import { conditionalConflict } from './conditional-conflict.ts';
import { connectionDropped } from './connection-dropped.ts';
import { corruptBody } from './corrupt-body.ts';
import { cpu } from './cpu.ts';
import { deadlock } from './deadlock.ts';
import { decline } from './decline.ts';
import { delayed } from './delayed.ts';
import { down } from './down.ts';
import { duplicate } from './duplicate.ts';
import { evicted } from './evicted.ts';
import { exception } from './exception.ts';
import { httpStatus } from './http-status.ts';
import { keyRotated } from './key-rotated.ts';
import { kill } from './kill.ts';
import { latency } from './latency.ts';
import { lockHeld } from './lock-held.ts';
import { memory } from './memory.ts';
import type { Mode } from './mode.ts';
import { poison } from './poison.ts';
import { poolExhausted } from './pool-exhausted.ts';
import { refused } from './refused.ts';
import { reordered } from './reordered.ts';
import { repeat } from './repeat.ts';
import { sendFails } from './send-fails.ts';
import { serializationFailure } from './serialization-failure.ts';
import { slow } from './slow.ts';
import { slowBody } from './slow-body.ts';
import { slowQuery } from './slow-query.ts';
import { staleValue } from './stale-value.ts';
import { status } from './status.ts';
import { throttled } from './throttled.ts';
import { timeout } from './timeout.ts';
import { transactionCancelled } from './transaction-cancelled.ts';
import { unprotected } from './unprotected.ts';
import { wrongValue } from './wrong-value.ts';

export const MODES: readonly Mode[] = [
  chargeTwice,
  clockSkew,
  coldStart,
  conditionalConflict,
  connectionDropped,
  corruptBody,
  cpu,
  deadlock,
  decline,
  delayed,
  down,
  duplicate,
  evicted,
  exception,
  httpStatus,
  keyRotated,
  kill,
  latency,
  lockHeld,
  memory,
  poison,
  poolExhausted,
  refused,
  reordered,
  repeat,
  sendFails,
  serializationFailure,
  slowBody,
  slowQuery,
  slow,
  staleValue,
  status,
  throttled,
  timeout,
  transactionCancelled,
  unprotected,
  wrongValue,
];
