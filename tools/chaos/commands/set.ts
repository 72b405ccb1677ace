import * as z from 'zod';
import { defineProgram, EXIT } from '#shared/cli/program';
import { findServices } from '../chaos-api.ts';
import { putRule } from '../put-rule.ts';
import { idFor, membersOf, servicesOf } from '../rule-words.ts';

export const set = defineProgram({
  command: 'npm run chaos -- set',
  about: 'Turns a rule on; it is over after 15 minutes unless expires_at says otherwise.',
  args: {
    point: { label: 'point', schema: z.string().min(1) },
    mode: { label: 'mode', schema: z.string().min(1) },
  },
  passesOn: 'name=value …',
  notes: `npm run chaos -- set order.payments.charge exception when=after percentage=30
npm run chaos -- set 'restaurant.inventory.*' latency ms=800 match.menu_id=1 max_hits=10 id=slow-stock`,
  async run({ args: { point, mode }, passedOn }, env) {
    const { id = idFor(point, mode), ...members } = membersOf(passedOn);
    const rule = { point, mode, ...members };
    servicesOf(point);
    const isOn = await putRule(await findServices(env), String(id), rule);
    return isOn ? EXIT.ok : EXIT.no;
  },
});
