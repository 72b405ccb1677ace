import * as z from 'zod';
import { surrounding } from './mode.ts';

/** Half of the memory of the machine on which the stage `local` must run. */
const MOST_MB = 1_024;

export const memory = surrounding({
  name: 'memory',
  summary: 'The environment holds `mb` more megabytes of memory until the invocation ends.',
  seam: 'invocation',
  params: () => z.object({ mb: z.int().positive().max(MOST_MB) }),
  async around({ params }, next) {
    const held = new ArrayBuffer(params.mb * 1024 * 1024);
    // A page that was never written takes no memory.
    new Uint8Array(held).fill(1);
    try {
      return await next();
    } finally {
      // Frees the memory now, and not when the collector comes by.
      held.transfer(0);
    }
  },
});
