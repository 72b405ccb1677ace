import * as z from 'zod';
import { defineProgram, EXIT } from '#shared/cli/program';
import { findServices } from '../chaos-api.ts';
import { dryRun } from '../dry-run/dry-run.ts';
import { ruleIdProblem } from '../fault-id.ts';
import { putRule } from '../put-rule.ts';
import { servicesOf } from '../rule-words.ts';
import { rulesOfWords } from '../rules-of-words.ts';

const word = z.string().optional();

export const set = defineProgram({
  command: 'npm run chaos -- set',
  about: 'Turns a rule or a preset on; it is over after 15 minutes unless expires_at says otherwise.',
  args: { point: { label: 'point or preset', schema: word }, mode: { label: 'mode', schema: word } },
  passesOn: 'name=value …',
  notes: `npm run chaos -- set order.payments.charge exception when=after percentage=30
npm run chaos -- set 'restaurant.inventory.*' latency ms=800 match.menu_id=1 max_hits=10 id=slow-stock
npm run chaos -- set order.handler latency ms=800 match.environment.one_in=4
npm run chaos -- set slow-redis
--dry-run before the words, or dry_run=true among them, turns nothing on and says how many of the last traces the
rule would have hit.`,
  async run({ args: { point, mode }, passedOn }, env) {
    const words = [point, mode, ...passedOn].filter((each) => each !== undefined);
    const { rules, isDry } = rulesOfWords(words);
    for (const { rule } of rules) servicesOf(rule.point);
    const problem = rules.map(({ id }) => ruleIdProblem(id)).find((each) => each !== undefined);
    if (problem !== undefined) {
      process.stderr.write(`${problem}\n`);
      return EXIT.no;
    }
    if (isDry) return (await dryRun(rules, env)) ? EXIT.ok : EXIT.no;
    const api = await findServices(env);
    let isOn = true;
    for (const { id, rule } of rules) isOn = (await putRule(api, id, rule)) && isOn;
    return isOn ? EXIT.ok : EXIT.no;
  },
});
