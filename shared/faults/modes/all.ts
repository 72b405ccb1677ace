// Written by `npm run modes`: one line for each file of a mode.

import { decline } from './decline.ts';
import { exception } from './exception.ts';
import { latency } from './latency.ts';
import type { Mode } from './mode.ts';
import { unprotected } from './unprotected.ts';

export const MODES: readonly Mode[] = [decline, exception, latency, unprotected];
