import * as z from 'zod';
import { surrounding } from './mode.ts';

export const decline = surrounding({
  name: 'decline',
  summary: 'The payment provider declines a new charge. A charge that stands already stays.',
  seam: 'payment',
  fits: ({ name }) => name.endsWith('.charge'),
  params: () => z.object({}),
  around({ call }, next) {
    call.outcome = 'declined';
    return next();
  },
  tookEffect: (result) => (result as { readonly outcome?: unknown }).outcome === 'declined',
});
