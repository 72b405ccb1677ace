import * as z from 'zod';
import { interrupting } from './mode.ts';

export const exception = interrupting({
  name: 'exception',
  summary: 'The call fails without being done; with `after`, it is done and its answer is lost.',
  seam: 'call',
  whens: ['instead', 'before', 'after'],
  params: () => z.object({}),
  interrupt({ failure }) {
    throw failure('Injected error');
  },
});
