import * as z from 'zod';
import { canEnd, endAfterAnswer } from '../ending.ts';
import { surrounding } from './mode.ts';

const RUNTIME_STAYS =
  'cold_start needs a runtime that ends with its function; one that has asked for the next call already, as that of AWS has, would lose it';

export const coldStart = surrounding({
  name: 'cold_start',
  summary:
    'The environment answers and then ends, so that the next invocation of its function finds it gone and starts another.',
  seam: 'invocation',
  params: () => z.object({}),
  problem: () => (canEnd() ? undefined : { field: 'mode', text: RUNTIME_STAYS }),
  around(_hit, next) {
    endAfterAnswer();
    return next();
  },
});
