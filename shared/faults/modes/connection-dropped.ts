import * as z from 'zod';
import { interrupting } from './mode.ts';

export const connectionDropped = interrupting({
  name: 'connection_dropped',
  summary:
    'PostgreSQL ends the connection before a try of a statement; with `after`, when the statement is done and not yet answered.',
  seam: 'postgresql',
  whens: ['before', 'after'],
  params: () => z.object({}),
  async interrupt({ call }) {
    await call.run('SELECT pg_terminate_backend(pg_backend_pid())');
  },
});
