import * as z from 'zod';
import { surrounding } from './mode.ts';

export const chargeTwice = surrounding({
  name: 'charge_twice',
  summary: 'The payment provider takes the money twice and says that it took it once. Its ledger shows both.',
  seam: 'payment',
  fits: ({ name }) => name.endsWith('.charge'),
  params: () => z.object({}),
  async around({ call }, next) {
    const charge = (await next()) as { readonly outcome: string };
    if (charge.outcome !== 'charged') return charge;
    call.entry = 'charge-again';
    await next();
    return charge;
  },
  tookEffect: (result) => (result as { readonly outcome?: unknown }).outcome === 'charged',
});
