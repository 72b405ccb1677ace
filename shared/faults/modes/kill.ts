import * as z from 'zod';
import { interrupting } from './mode.ts';

export const kill = interrupting({
  name: 'kill',
  summary:
    'The environment ends at once (SIGKILL), before the call or, with `after`, between the call and all that follows it.',
  seam: 'call',
  whens: ['before', 'after'],
  params: () => z.object({}),
  async interrupt({ persist }) {
    await persist();
    process.kill(process.pid, 'SIGKILL');
    // The signal ends the process within this time; nothing that follows the call is done.
    await new Promise(() => {});
  },
});
