import { randomBytes, randomInt } from 'node:crypto';
import { checkRule } from '#shared/faults/rules/check-rule';
import type { WrittenRule } from '#shared/faults/rules/rule';
import { SERVICE_NAMES, type ServiceName } from '#shared/services';
import { servicesOf } from '#tools/chaos/rule-words';
import { decoyAt } from '../catalog/noise.ts';

/** As many in each service, so that the number of sealed texts in a parameter shows nothing. */
export const RULES_PER_SERVICE = 5;
/** Length of each rule as stored, so that neither does the length of its text. */
export const RULE_BYTES = 400;
const ID_BYTES = 8;
const MOST_SEED = 2 ** 31;

export interface SealedRule {
  readonly service: ServiceName;
  readonly id: string;
  readonly body: WrittenRule;
  /** What is looked for; the others are noise, or never act. */
  readonly isFault: boolean;
}

/** Instants in milliseconds since 1970. */
export interface Times {
  readonly noiseAtMs: number;
  readonly faultAtMs: number;
  readonly endAtMs: number;
}

/** The rules of a drill, sealed, in a random order and alike from outside. */
export function sealedRules(
  faults: readonly WrittenRule[],
  noise: readonly WrittenRule[],
  { noiseAtMs, faultAtMs, endAtMs }: Times,
): readonly SealedRule[] {
  const made = [
    ...faults.flatMap((rule) => placed(rule, faultAtMs, endAtMs, true)),
    ...noise.flatMap((rule) => placed(rule, noiseAtMs, endAtMs, false)),
  ];
  for (const service of SERVICE_NAMES) {
    const has = made.filter((each) => each.service === service).length;
    for (let at = has; at < RULES_PER_SERVICE; at++)
      made.push(...placed(decoyAt(`${service}.handler`), noiseAtMs, endAtMs, false));
  }
  return made
    .map((rule) => [randomInt(MOST_SEED), rule] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, rule]) => rule);
}

function placed(rule: WrittenRule, startsAtMs: number, endAtMs: number, isFault: boolean): SealedRule[] {
  return servicesOf(rule.point).map((service) => {
    const id = randomBytes(ID_BYTES).toString('hex');
    const body = {
      ...rule,
      seed: randomInt(MOST_SEED),
      starts_at: new Date(startsAtMs).toISOString(),
      expires_at: new Date(endAtMs).toISOString(),
      sealed: true,
      note: '',
    };
    const note = '.'.repeat(Math.max(0, RULE_BYTES - storedBytes(service, id, body)));
    return { service, id, body: { ...body, note }, isFault };
  });
}

/** @throws Error for a rule that no service would take */
export function storedBytes(service: ServiceName, id: string, body: WrittenRule): number {
  // the key is not used: nothing is stored here
  const checked = checkRule(id, body, { service, sealKey: 'none' }, Date.now());
  if (!('rule' in checked)) throw new Error(`${body.point} ${body.mode}: ${JSON.stringify(checked)}`);
  return Buffer.byteLength(JSON.stringify(checked.rule));
}
