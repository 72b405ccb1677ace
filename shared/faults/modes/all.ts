// Written by `npm run modes`: one line for each file of a mode.

import { corruptBody } from './corrupt-body.ts';
import { cpu } from './cpu.ts';
import { decline } from './decline.ts';
import { exception } from './exception.ts';
import { kill } from './kill.ts';
import { latency } from './latency.ts';
import { memory } from './memory.ts';
import type { Mode } from './mode.ts';
import { repeat } from './repeat.ts';
import { status } from './status.ts';
import { timeout } from './timeout.ts';
import { unprotected } from './unprotected.ts';
import { wrongValue } from './wrong-value.ts';

export const MODES: readonly Mode[] = [
  corruptBody,
  cpu,
  decline,
  exception,
  kill,
  latency,
  memory,
  repeat,
  status,
  timeout,
  unprotected,
  wrongValue,
];
